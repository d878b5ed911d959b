/** A generated type with the words of the API in place of the members of its enums. */
export type Plain<Generated> = Generated extends string
  ? `${Generated}`
  : Generated extends object
    ? { readonly [Key in keyof Generated]: Plain<Generated[Key]> }
    : Generated;
