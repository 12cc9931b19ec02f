import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Secrets

/// How a browser shows whose session it is.
struct SessionCookie: Sendable {
    /// Over TLS the name binds the cookie to this very host, and to TLS (RFC 6265bis, section 4.1.3).
    let name: String
    private let isEncrypted: Bool

    init(isEncrypted: Bool) {
        self.isEncrypted = isEncrypted
        name = isEncrypted ? "__Host-likeness" : "likeness"
    }

    func token(of request: Request) -> SecretToken? { request.cookies[name].flatMap { SecretToken($0.value) } }

    /// - Parameter expires: when the session ends at the latest.
    func setting(_ token: SecretToken, expires: Date) -> Cookie {
        Cookie(
            name: name, value: token.text, expires: expires, path: "/", secure: isEncrypted, httpOnly: true,
            sameSite: .lax)
    }

    var clearing: Cookie {
        Cookie(name: name, value: "", maxAge: 0, path: "/", secure: isEncrypted, httpOnly: true, sameSite: .lax)
    }
}

extension SecretToken {
    /// What each form of a session's pages brings back: another site does not know it. It says nothing of the token.
    var formKey: String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("likeness form".utf8), using: SymmetricKey(data: digest))
        return Data(code).base64EncodedString()
    }

    /// In the same time whatever it is.
    func isFormKey(_ typed: String) -> Bool {
        guard let bytes = Data(base64Encoded: typed) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            bytes, authenticating: Array("likeness form".utf8), using: SymmetricKey(data: digest))
    }
}
