import Foundation
package import Vocabulary

/// What an ID token claims (OpenID Connect Core 1.0, section 2), as far as it is looked at. Moments are in seconds since 1970.
package struct IDTokenClaims: Sendable {
    package let issuer: String
    package let subject: String
    package let audience: [String]
    package let expires: Double
    package let issued: Double
    package let notBefore: Double?
    package let authenticated: Double?
    package let nonce: String?
    package let authorisedParty: String?
    package let acr: String?
    package let amr: [String]
    package let preferredUsername: String?
    package let email: String?
    package let emailVerified: Bool

    private enum Key: String, CodingKey {
        case iss, sub, aud, exp, iat, nbf, nonce, azp, acr, amr, email
        case authenticated = "auth_time"
        case preferredUsername = "preferred_username"
        case emailVerified = "email_verified"
    }

    /// - Throws: `sign-on.token` when one that has to be there is not, or one that is there is of another type.
    package init(parsing payload: [UInt8]) throws(Failure) {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(payload))
        } catch {
            throw .token("The provider's token lacks something, or is none.")
        }
    }
}

extension IDTokenClaims: Decodable {
    package init(from decoder: any Decoder) throws {
        let claims = try decoder.container(keyedBy: Key.self)
        issuer = try claims.decode(String.self, forKey: .iss)
        subject = try claims.decode(String.self, forKey: .sub)
        audience =
            if let one = try? claims.decode(String.self, forKey: .aud) { [one] } else {
                try claims.decode([String].self, forKey: .aud)
            }
        expires = try claims.decode(Double.self, forKey: .exp)
        issued = try claims.decode(Double.self, forKey: .iat)
        notBefore = try claims.decodeIfPresent(Double.self, forKey: .nbf)
        authenticated = try claims.decodeIfPresent(Double.self, forKey: .authenticated)
        nonce = try claims.decodeIfPresent(String.self, forKey: .nonce)
        authorisedParty = try claims.decodeIfPresent(String.self, forKey: .azp)
        acr = try claims.decodeIfPresent(String.self, forKey: .acr)
        amr = try claims.decodeIfPresent([String].self, forKey: .amr) ?? []
        preferredUsername = try claims.decodeIfPresent(String.self, forKey: .preferredUsername)
        email = try claims.decodeIfPresent(String.self, forKey: .email)
        // Some providers write it as text; only true is true.
        emailVerified = (try? claims.decodeIfPresent(Bool.self, forKey: .emailVerified)) ?? false
    }
}
