/** The one function that we use of React, which Univer draws its own parts with. */
declare module 'react' {
  export function createElement(name: string, properties: object): unknown
}
