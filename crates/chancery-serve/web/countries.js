// What is the country of a code called, which shape of the map is it, and which code does a
// person mean who types a name?
//
// A line: ISO 3166-1 alpha-3, ISO numeric (the id of the shape in vendor/countries-110m.json),
// English name, and for states too small for the map's scale "@longitude,latitude" of a dot.
// Codes are ISO's; the dots are centres of Natural Earth's 1:50m shapes (public domain).

const TABLE = `
ABW 533 Aruba @-70,12.5
AFG 004 Afghanistan
AGO 024 Angola
AIA 660 Anguilla @-63.1,18.2
ALA 248 Åland Islands @19.9,60.2
ALB 008 Albania
AND 020 Andorra @1.6,42.5
ARE 784 United Arab Emirates
ARG 032 Argentina
ARM 051 Armenia
ASM 016 American Samoa @-170.7,-14.3
ATF 260 French Southern Territories
ATG 028 Antigua and Barbuda @-61.8,17.1
AUS 036 Australia
AUT 040 Austria
AZE 031 Azerbaijan
BDI 108 Burundi
BEL 056 Belgium
BEN 204 Benin
BES 535 Bonaire, Sint Eustatius and Saba
BFA 854 Burkina Faso
BGD 050 Bangladesh
BGR 100 Bulgaria
BHR 048 Bahrain @50.5,26
BHS 044 Bahamas
BIH 070 Bosnia and Herzegovina
BLM 652 Saint Barthélemy @-62.8,17.9
BLR 112 Belarus
BLZ 084 Belize
BMU 060 Bermuda @-64.8,32.3
BOL 068 Bolivia
BRA 076 Brazil
BRB 052 Barbados @-59.6,13.2
BRN 096 Brunei
BTN 064 Bhutan
BVT 074 Bouvet Island
BWA 072 Botswana
CAF 140 Central African Republic
CAN 124 Canada
CCK 166 Cocos (Keeling) Islands
CHE 756 Switzerland
CHL 152 Chile
CHN 156 China
CIV 384 Côte d’Ivoire
CMR 120 Cameroon
COD 180 DR Congo
COG 178 Congo
COK 184 Cook Islands @-159.8,-21.2
COL 170 Colombia
COM 174 Comoros @43.3,-11.7
CPV 132 Cabo Verde @-23.6,15.1
CRI 188 Costa Rica
CUB 192 Cuba
CUW 531 Curaçao @-69,12.2
CXR 162 Christmas Island
CYM 136 Cayman Islands @-81.3,19.3
CYP 196 Cyprus
CZE 203 Czechia
DEU 276 Germany
DJI 262 Djibouti
DMA 212 Dominica @-61.4,15.4
DNK 208 Denmark
DOM 214 Dominican Republic
DZA 012 Algeria
ECU 218 Ecuador
EGY 818 Egypt
ERI 232 Eritrea
ESH 732 Western Sahara
ESP 724 Spain
EST 233 Estonia
ETH 231 Ethiopia
FIN 246 Finland
FJI 242 Fiji
FLK 238 Falkland Islands
FRA 250 France
FRO 234 Faroe Islands @-6.9,62.2
FSM 583 Micronesia @158.2,6.9
GAB 266 Gabon
GBR 826 United Kingdom
GEO 268 Georgia
GGY 831 Guernsey @-2.6,49.5
GHA 288 Ghana
GIB 292 Gibraltar
GIN 324 Guinea
GLP 312 Guadeloupe
GMB 270 Gambia
GNB 624 Guinea-Bissau
GNQ 226 Equatorial Guinea
GRC 300 Greece
GRD 308 Grenada @-61.7,12.1
GRL 304 Greenland
GTM 320 Guatemala
GUF 254 French Guiana
GUM 316 Guam @144.8,13.4
GUY 328 Guyana
HKG 344 Hong Kong @114.1,22.4
HMD 334 Heard Island and McDonald Islands @73.5,-53.1
HND 340 Honduras
HRV 191 Croatia
HTI 332 Haiti
HUN 348 Hungary
IDN 360 Indonesia
IMN 833 Isle of Man @-4.5,54.2
IND 356 India
IOT 086 British Indian Ocean Territory @72.4,-7.3
IRL 372 Ireland
IRN 364 Iran
IRQ 368 Iraq
ISL 352 Iceland
ISR 376 Israel
ITA 380 Italy
JAM 388 Jamaica
JEY 832 Jersey @-2.1,49.2
JOR 400 Jordan
JPN 392 Japan
KAZ 398 Kazakhstan
KEN 404 Kenya
KGZ 417 Kyrgyzstan
KHM 116 Cambodia
KIR 296 Kiribati @-157.4,1.9
KNA 659 Saint Kitts and Nevis @-62.7,17.3
KOR 410 South Korea
KWT 414 Kuwait
LAO 418 Laos
LBN 422 Lebanon
LBR 430 Liberia
LBY 434 Libya
LCA 662 Saint Lucia @-61,13.9
LIE 438 Liechtenstein @9.5,47.1
LKA 144 Sri Lanka
LSO 426 Lesotho
LTU 440 Lithuania
LUX 442 Luxembourg
LVA 428 Latvia
MAC 446 Macao @113.5,22.2
MAF 663 Saint Martin @-63.1,18.1
MAR 504 Morocco
MCO 492 Monaco @7.4,43.8
MDA 498 Moldova
MDG 450 Madagascar
MDV 462 Maldives @73.5,4.2
MEX 484 Mexico
MHL 584 Marshall Islands @171.2,7.1
MKD 807 North Macedonia
MLI 466 Mali
MLT 470 Malta @14.4,35.9
MMR 104 Myanmar
MNE 499 Montenegro
MNG 496 Mongolia
MNP 580 Northern Mariana Islands @145.7,15.2
MOZ 508 Mozambique
MRT 478 Mauritania
MSR 500 Montserrat @-62.2,16.7
MTQ 474 Martinique
MUS 480 Mauritius @57.6,-20.3
MWI 454 Malawi
MYS 458 Malaysia
MYT 175 Mayotte
NAM 516 Namibia
NCL 540 New Caledonia
NER 562 Niger
NFK 574 Norfolk Island @167.9,-29.1
NGA 566 Nigeria
NIC 558 Nicaragua
NIU 570 Niue @-169.9,-19
NLD 528 Netherlands
NOR 578 Norway
NPL 524 Nepal
NRU 520 Nauru @166.9,-0.5
NZL 554 New Zealand
OMN 512 Oman
PAK 586 Pakistan
PAN 591 Panama
PCN 612 Pitcairn @-128.3,-24.4
PER 604 Peru
PHL 608 Philippines
PLW 585 Palau @134.6,7.5
PNG 598 Papua New Guinea
POL 616 Poland
PRI 630 Puerto Rico
PRK 408 North Korea
PRT 620 Portugal
PRY 600 Paraguay
PSE 275 Palestine
PYF 258 French Polynesia @-149.4,-17.7
QAT 634 Qatar
REU 638 Reunion
ROU 642 Romania
RUS 643 Russia
RWA 646 Rwanda
SAU 682 Saudi Arabia
SDN 729 Sudan
SEN 686 Senegal
SGP 702 Singapore @103.8,1.4
SGS 239 South Georgia and the South Sandwich Islands @-36.7,-54.4
SHN 654 Saint Helena @-5.7,-16
SJM 744 Svalbard and Jan Mayen
SLB 090 Solomon Islands
SLE 694 Sierra Leone
SLV 222 El Salvador
SMR 674 San Marino @12.5,43.9
SOM 706 Somalia
SPM 666 Saint Pierre and Miquelon @-56.3,46.9
SRB 688 Serbia
SSD 728 South Sudan
STP 678 Sao Tome and Principe @6.6,0.2
SUR 740 Suriname
SVK 703 Slovakia
SVN 705 Slovenia
SWE 752 Sweden
SWZ 748 Eswatini
SXM 534 Sint Maarten @-63.1,18.1
SYC 690 Seychelles @55.5,-4.7
SYR 760 Syria
TCA 796 Turks and Caicos Islands @-71.7,21.8
TCD 148 Chad
TGO 768 Togo
THA 764 Thailand
TJK 762 Tajikistan
TKL 772 Tokelau
TKM 795 Turkmenistan
TLS 626 Timor-Leste
TON 776 Tonga @-175.2,-21.2
TTO 780 Trinidad and Tobago
TUN 788 Tunisia
TUR 792 Türkiye
TUV 798 Tuvalu
TWN 158 Taiwan
TZA 834 Tanzania
UGA 800 Uganda
UKR 804 Ukraine
UMI 581 United States Minor Outlying Islands
URY 858 Uruguay
USA 840 United States
UZB 860 Uzbekistan
VAT 336 Vatican @12.4,41.9
VCT 670 Saint Vincent and the Grenadines @-61.2,13.3
VEN 862 Venezuela
VGB 092 British Virgin Islands @-64.6,18.4
VIR 850 US Virgin Islands @-64.8,17.7
VNM 704 Vietnam
VUT 548 Vanuatu
WLF 876 Wallis and Futuna @-178.1,-14.3
WSM 882 Samoa @-172.4,-13.6
XKK 983 Kosovo
YEM 887 Yemen
ZAF 710 South Africa
ZMB 894 Zambia
ZWE 716 Zimbabwe`;

/** Codes of the record that are no country (docs/record.md). */
const OTHERS = {
  KOS: 'Kosovo', UNO: 'United Nations', EUR: 'European Union',
  IGO: 'Intergovernmental body', NGO: 'Non-governmental organisation', MNC: 'Multinational firm',
  IMG: 'Transnational armed group', ISM: 'Social movement',
};

const names = new Map(Object.entries(OTHERS));
const byNumber = new Map();
const dots = new Map();

for (const line of TABLE.trim().split('\n')) {
  const [, code, number, name, dot] = line.match(/^(\S+) (\S+) (.*?)(?: @(\S+))?$/);
  names.set(code, name);
  byNumber.set(number, code);
  if (dot) dots.set(code, dot.split(',').map(Number));
}

/** English name of a code; the code itself if it is none we know. */
export function countryName(code) {
  return names.get(code) ?? code ?? 'Unknown';
}

/** Alpha-3 of a shape of the map, by its numeric id, or by its name where it has no id. */
export function codeOfShape(id, name) {
  return byNumber.get(id) ?? (name === 'Kosovo' ? 'KOS' : null);
}

/** [longitude, latitude] by code of the states that are too small to have a shape. */
export const smallStates = dots;

/** [code, name] of all, by name. */
export const allCountries = [...names].sort((a, b) => a[1].localeCompare(b[1], 'en'));

/** The code that a typed name or code means; the text itself if it is no country. */
export function codeOfName(text) {
  const typed = text.trim();
  if (names.has(typed.toUpperCase())) return typed.toUpperCase();
  const wanted = typed.toLowerCase();
  const found = allCountries.find(([, name]) => name.toLowerCase() === wanted);
  return found ? found[0] : typed;
}
