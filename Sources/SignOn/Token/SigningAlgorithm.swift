/// The signatures that an ID token may have (RFC 7518, section 3.1; RFC 8037, section 3.1). None is symmetric, and `none` is
/// none of them.
package enum SigningAlgorithm: String, Hashable, Sendable, CaseIterable {
    case rs256 = "RS256"
    case ps256 = "PS256"
    case es256 = "ES256"
    case edDSA = "EdDSA"
}
