/**
 * Notes with holes, written in the manners of many desks. `{F}` a first name, `{L}` a surname (a digit after it: another person), `{f}`, `{l}` the
 * same without capitals; the other holes stand in `generate.ts`. `<=:…>` must stay. The rules were never tuned on the second list.
 */
export const tuned: readonly string[] = [
  `CHIEF COMPLAINT: Cough.\nHPI: {F} {L} is a {AGE} year old {SEX} with <=:asthma> who presents with cough since {DM}. {PRON} tried <=:Mucinex> without relief. {F}'s {REL}, {F2}, has similar symptoms. No travel.\nPLAN: <=:Flovent> 110 mcg BID. Follow up {D}. Call {P} if worse.\n{F3} {L3}, MD`,
  `Re: {F} {L}\nDOB: {D}\nMRN: {M}\n\nDear Dr. {L2},\n\nI had the pleasure of seeing {T} {L} on {D} for evaluation of <=:Dupuytren's contracture>. {PRON} lives in {CITY} and works as a machinist at {ORG}. Exam shows a cord to the ring finger; <=:Tinel> negative.\n\nThank you for the referral.\n\nSincerely,\n{F3} {L3}, DO\ncc: Dr. {F4} {L4}`,
  `PT NAME: {FU} {LU}    ACCT#: {C}    DATE: {D}\nPT PRESENTS FOR RECALL. MED HX UPDATED, TAKING <=:LIPITOR> AND <=:ELIQUIS>. EXAM BY DR {LU2}. CARIES #30 MOD. PT'S {RELU} {FU3} WILL BRING INS CARD. TX PLAN GIVEN. NV {D}.`,
  `{f} called, says the crown on #19 came off again. wants to see dr {l2} not the new guy. offered {D}, cant do that. can do {D2}. cb {P}. <=:amoxicillin> allergy noted`,
  `Name: {L}, {F}\nAddress: {STREET}, {CITY}, {ST} {Z}\nPhone: {P}   Cell: {P}\nEmail: {E}\nSSN: {S}\nEmployer: {ORG}\nEmergency contact: {F2} {L2} ({REL}) {P}\nInsurance: <=:Delta Dental>  Member ID: {B}  Group: {B}\nDriver's license: {LIC}`,
  `Subscriber {F} {L}, ID {B}. Claim {Q} for DOS {D} denied CO-197. Called <=:Cigna> {P}, spoke w/ {F2}, ref # {Q}. Resubmit by {D}. Fax {X}.`,
  `VA sc OD 20/30 OS 20/25. MRx OD -1.25 -0.75 x 180, OS -1.00 -0.50 x 010, add +2.25. IOP 14/15 @ 10:20. {F} wants <=:Transitions>. C/D 0.3. <=:Schirmer> 12/10. {T} {L} to return {D}. Dr. {L2} / tech {F3}`,
  `Discharged {D} from {FAC}. {PRON} fell at home on {STREET} in {CITY}. <=:Romberg> negative. <=:Foley> out. Home meds: <=:Lasix>, <=:Coreg> 6.25. Daughter-in-law {F2} {L2} is the caregiver, reach her at {P}. Next visit with {F3} {L3}, NP on {D}.`,
  `[agent] thanks for calling, who am i speaking with\n[caller] {f} {l}\n[agent] and the date of birth\n[caller] {D}\n[agent] thank you {f}. is {P} still good\n[caller] no its {P} and email is {E}\n[agent] got it. the balance is $212.40 from {D}`,
  `Operative note. Surgeon: {F2} {L2}, MD. Assistant: {F3} {L3}, PA-C. Anesthesia: {L4}. <=:Pfannenstiel> incision. <=:Bovie>. <=:Vicryl> 0. EBL 400. Implant serial {K}. Counts correct. {T} {L} to PACU. Dictated {D}, job {Q}.`,
  `I saw {F} today with {REL} {F2}. {F} is in 4th grade at {SCHOOL}. Inattention, <=:Vanderbilt> positive. Start <=:Concerta> 18. {F2} works nights. Teacher {T3} {L3} will send forms. RTC 4 wks.`,
  `{D}: Pt no show. LM. {D2}: spoke to {REL} {F2}, pt moved to {CITY}. New address {STREET}. Records sent to {FAC}, attn {F3} {L3}, fax {X}.`,
  `Patient portal username {Q} locked; last login {D} from {I}. Sent link {U}. {F} {L} confirmed by text {P}. Upload {FILE}.`,
  `EOB: PATIENT {LU}, {FU}  MEMBER ID {B}  CLAIM {Q}  SERVICE {D}  BILLED $185.00 ALLOWED $112.44 PAID $82.44  CHECK {C}  PROVIDER {FU2} {LU2} MD`,
  `{OLD}-year-old {SEX} brought from {FAC} by {REL} {F2} {L2}. Hx of <=:Alzheimer's>, <=:Crohn's>, afib on <=:Coumadin>. Vehicle plate {V} left in lot. Bracelet says {F} {L}, DOB {D}. <=:Glasgow> 14.`,
  `FAX to {FAC} {X} attn: {F2}. From: {F3} {L3}, {P}. Re: {L}, {F}; DOB {D}; MRN {M}. Please send last 3 <=:A1c> and <=:OCT>.`,
  `Mr. {L} and his {REL} {F2} came in. Mr. {L} denies chest pain. <=:Levine> sign absent. He recently retired from {ORG}. BP 132/78. <=:Norvasc> 5. See me in {MON}. ({F3} {L3})`,
  `Dear {F},\nYour appointment with Dr. {F2} {L2} is on {D} at 2:30 PM at {STREET}, {CITY}, {ST} {Z}. Reply to {E} or visit {U}.\nWarmly,\n{F3}\nFront desk`,
  `#14 RCT started by Dr {L2} at {FAC}. {F} still sore. <=:Endo-Ice> neg. Perc +. PA taken ({FILE}). RX <=:ibuprofen> 600. {F3} RDH noted bruxism. Referred to {L4} Endodontics.`,
  `Lab: {FAC}. Accession {Q}. Pt {L}, {F} {MI}. Coll {D} 0815. TSH 2.1. <=:Coombs> neg. Called to {F2} RN at {D}. Ordering NPI {LIC}.`,
];

/** Templates that the rules were not tuned on. */
export const heldOut: readonly string[] = [
  `SUBJECTIVE: {F} comes in with {REL} {F2} for knee pain after skiing in {CITY}. {PRON} heard a pop. OBJECTIVE: <=:Lachman> 2+, <=:McMurray> neg, effusion. ASSESSMENT: ACL tear. PLAN: MRI, <=:Bledsoe> brace, refer to Dr. {F3} {L3}. Recheck {D}.`,
  `To Whom It May Concern: {T} {L} (DOB {D}) is under my care for <=:Meniere's disease>. Please excuse {F} from work at {ORG} from {D} through {D}. Questions: {P}. {F3} {L3}, DO, lic. {LIC}`,
  `s: {f} says gums bleed. o: bop 40%, 5mm #3 #14. hx <=:actonel>. a: perio. p: srp ur lr {D}. {f2} ({REL}) drives. dr {l3}`,
  `PATIENT: {FU} {MI} {LU}\nDOB: {D}   MRN: {M}\nPROCEDURE: EGD\nINDICATION: <=:BARRETT> ESOPHAGUS\nFINDINGS: <=:SCHATZKI> RING. NO ULCER.\nENDOSCOPIST: {FU2} {LU2}, MD\nDISPOSITION: HOME WITH {RELU} {FU3}`,
  `Msg from {F} {L} ({P}): contacts bother her, wants <=:Acuvue> instead of <=:Biofinity>. Last exam {D} w/ Dr. {L2}. Rx -3.25 OU. Ship to {STREET}, {CITY} {ST} {Z}. Card ending {C4}.`,
  `Auth for {F} {L}: <=:Humira>, <=:BCBS> id {B}, case {Q}, approved {D} - {D}. Spoke with {F2} in pharmacy review. Notified pt {D2} by {F3}.`,
  `HPI. {T} {L} is a {AGE} yo {SEX} followed by Dr. {L2} for <=:Graves disease>. {PRON} has a {REL}, {F2}, with <=:Hashimoto's>. Lives alone in {CITY}. Former employee of {ORG}. Wt 71 kg, HR 88. <=:methimazole> 10 mg. Labs at {FAC} on {D}.`,
  `{D}  {F} here for glasses check, says the <=:Varilux> swim. Remeasured PD 31/32, seg 17. Redo under warranty, order {Q}, tray {K}. Pick up by {REL} {F2}. -{F3}`,
  `Guarantor: {F} {L}  Acct {C}  Bal 412.77. Statement returned from {STREET}. New addr per {REL}: {STREET}, {CITY}, {ST} {Z}. Tel {P}, work {P}. Bank {ORG}. Promise {D}. {F2} {L2} collections.`,
  `Home visit {D}. {OLD} y/o, lives w/ {REL} {F2} at {STREET}. Wound <=:Santyl>, <=:Mepilex>. O2 {K} concentrator serial. Pt asks for Father {L3} from church. {F4} {L4}, LPN`,
  `Ortho consult for {F} {L}, {AGE}, referred by {F2} {L2}, DDS of {CITY}. Class II, <=:Damon> system. Mother {F3} prefers <=:Invisalign>. Goes to {SCHOOL}. Photos {FILE}. Start {MON}.`,
  `Trauma: {SEX} driver, VIN {VIN}, plate {V}, hit on {ROAD}. <=:Lisfranc> injury. Officer {L3} took statement. Family: {F2} {L2}, {P}. Transferred to {FAC}. IP camera {I}.`,
];
