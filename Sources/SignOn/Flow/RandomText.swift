/// 256 random bits as text, and how such texts are compared.
package enum RandomText {
    /// 43 characters of base64url, which is also the form of a PKCE verifier (RFC 7636, section 4.1).
    package static func make() -> String {
        var random = SystemRandomNumberGenerator()
        return Base64URL.encode((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    }

    /// In the same time wherever they differ.
    package static func areEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        return left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
