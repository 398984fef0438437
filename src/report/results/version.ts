/** The version of seatrial that results and logs name: package.json's, which the build fills in. */
export const seatrialVersion: string = process.env.SEATRIAL_VERSION ?? 'unbuilt'
