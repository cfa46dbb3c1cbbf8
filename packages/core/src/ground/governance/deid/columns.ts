import type { IdentifierClass } from './identifier.ts';

const named: readonly (readonly [IdentifierClass, string])[] = [
  [
    'NAME',
    'last first middle family given surname lastname firstname middlename lname fname mname fullname name names patient patientname pt ptname member membername subscriber subscribername insured insuredname guarantor guarantorname client clientname provider providername physician doctor dentist hygienist attending referring referringprovider rendering pcp contact contactname emergencycontact nextofkin employee employeename mother father spouse guardian parent caregiver author performer actor recorder requester practitioner subject caller signedby preferredname nickname maidenname mothersmaidenname dr rep agent surgeon assistant nurse therapist interpreter prescriber policyholder responsibleparty displayname legalname',
  ],
  [
    'GEO',
    'city town street streetname streetaddress address addr line address1 address2 addr1 addr2 addressline1 addressline2 district county mailingaddress homeaddress',
  ],
  ['ZIP', 'zip zipcode postalcode postal zip5'],
  [
    'PHONE',
    'phone tel telephone cell mobile pager home homephone workphone cellphone mobilephone phonenumber phoneno phone1 phone2 contactphone ph',
  ],
  ['FAX', 'fax faxnumber faxno'],
  ['EMAIL', 'email mail emailaddress'],
  [
    'DATE',
    'dob birthdate dateofbirth birthday born lastvisit nextvisit lastseen dos servicedate dateofservice appt appointment date visitdate admitdate dischargedate admitted discharged deathdate duedate recall nextappt paiddate',
  ],
  ['SSN', 'ssn ss socialsecurity socialsecuritynumber'],
  ['MRN', 'mrn chart chartno chartnumber patientid patientno pid medicalrecordnumber hrn emrid ptid'],
  [
    'PLAN',
    'memberid memberno membernumber policy policyno policynumber policyid group groupno groupnumber groupid subscriberid subid insuranceid mbi planid insid hicn',
  ],
  ['ACCOUNT', 'acct account accountno accountnumber acctno acctnumber check checkno checknumber invoice invoiceno iban card cardnumber'],
  [
    'ORG',
    'employer employername school facility facilityname organization organisation managingorganization serviceprovider custodian company workplace',
  ],
  [
    'ID',
    'id identifier claim claimno claimid claimnumber encounter encounterid visitid visitno accession accessionno auth authno authorization ref refno reference userid username login user badge caseno casenumber order orderno orderid ticket confirmation icn dcn studentid employeeid key uuid guid token',
  ],
  ['LICENSE', 'npi dea license licenseno licence licensenumber driverslicense dl'],
  ['DEVICE', 'serial serialno serialnumber udi lot lotno lotnumber deviceid imei mac'],
  ['VEHICLE', 'vin plate licenseplate'],
  ['URL', 'url website homepage'],
  ['IP', 'ip ipaddress remoteaddr clientip'],
];
const classes = new Map(named.flatMap(([as, names]) => names.split(' ').map((name) => [name, as] as const)));

/** What stands under a column's head, a key or a tag: `Last Name`, `member_id`, `birthDate`. */
export const classOfColumn = (label: string): IdentifierClass | undefined =>
  label.length > 40 ? undefined : classes.get(label.toLowerCase().replace(/[^a-z0-9]/g, ''));

const bare: ReadonlySet<IdentifierClass> = new Set(['NAME', 'GEO', 'ORG', 'EMAIL', 'URL']);
/** A value of that class holds something that tells: a number where numbers are, letters elsewhere. */
export const mayHold = (as: IdentifierClass, value: string): boolean =>
  value.length < 120 && (bare.has(as) ? /\p{L}/u.test(value) : /\d/.test(value)) && !/^(?:none|n\/?a|null|unknown|self|same)$/i.test(value);
