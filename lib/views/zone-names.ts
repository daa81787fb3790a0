/** Cities that are called differently today than in the list of many a browser and runtime. Both names are known everywhere. */
const TODAY: Readonly<Record<string, string>> = {
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Europe/Kiev": "Europe/Kyiv",
};

/** The name of today for an IANA zone; any other name as it is. */
export const zoneToday = (zone: string): string => TODAY[zone] ?? zone;
