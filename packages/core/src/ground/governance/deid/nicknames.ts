const groups =
  'william will bill billy willie liam|robert bob bobby rob robbie bert|richard rick ricky dick rich richie|james jim jimmy jamie|john jack johnny jon|margaret maggie meg peggy marge margie greta|elizabeth liz lizzie beth betty betsy eliza libby bess lisa|katherine catherine kathryn kate katie kathy cathy kay kat kit|michael mike mikey mick|thomas tom tommy|charles charlie chuck chas|edward ed eddie ted teddy ned|joseph joe joey|daniel dan danny|david dave davey|anthony tony|steven stephen steve|matthew matt|andrew andy drew|christopher chris topher|nicholas nick nicky|patricia pat patty tricia trish|barbara barb barbie babs|deborah debra deb debbie|susan sue susie suzy|jennifer jen jenny|jessica jess jessie|rebecca becky becca|victoria vicky vicki tori|alexander alex al sandy xander|alexandra alex sandra lexi|samuel sam sammy|samantha sam|benjamin ben benny benji|jonathan jon jonny|gregory greg|lawrence larry|ronald ron ronnie|donald don donnie|kenneth ken kenny|timothy tim timmy|jeffrey jeff|raymond ray|gerald jerry|harold harry hal|henry hank harry|francis frank frankie|frances fran francie|theodore ted teddy theo|walter walt wally|leonard len lenny leo|philip phil|peter pete|vincent vince vinny|zachary zach zack|joshua josh|nathaniel nathan nate|nathan nate|dorothy dot dottie dolly|virginia ginny|josephine jo josie|theresa teresa terry tess|pamela pam|cynthia cindy|sandra sandy|kimberly kim|amanda mandy|melissa missy mel|abigail abby gail|madeline maddie|isabella bella izzy|gabriel gabe|gabriella gabby|guadalupe lupe lupita|jose pepe|francisco paco pancho frank|ignacio nacho|jesus chuy|guillermo memo|roberto beto|eduardo lalo|enrique kike|concepcion concha|mohammed mohammad muhammad mo|eleanor ellie nell nora|judith judy|jacqueline jackie|stephanie steph|valerie val|veronica ronnie roni|suzanne sue suzie|allison ali allie|alice allie|caroline carrie|carolyn carrie lynn|florence flo|gertrude trudy|mildred millie|lillian lily lil|louise lou|louis lou louie|arthur art artie|albert al bert|alfred al fred alfie|frederick fred freddy fritz|eugene gene|clarence clare|ernest ernie|martin marty|marvin marv|stanley stan|russell russ|curtis curt|douglas doug|bradley brad|calvin cal|clifford cliff|dennis denny|derek rick|gilbert gil|herbert herb|irving irv|maxwell max|maximilian max|mitchell mitch|norman norm|oliver ollie|oscar ozzie|randall randy|reginald reggie|rodney rod|roland rollie|rosemary rose rosie|sidney sid|sylvester sly|terrence terry|vernon vern|wesley wes|winston win';

/** What people are called for short, by any form of the name. */
export const nicknames: ReadonlyMap<string, readonly string[]> = (() => {
  const all = new Map<string, string[]>();
  for (const group of groups.split('|')) {
    const names = group.split(' ');
    for (const name of names)
      all.set(
        name,
        [...new Set([...(all.get(name) ?? []), ...names])].filter((other) => other !== name),
      );
  }
  return all;
})();
