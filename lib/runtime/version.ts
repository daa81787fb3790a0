/** As in package.json; a test holds the two together. Sent to providers as part of the User-Agent. */
export const VERSION = "0.1.0";
