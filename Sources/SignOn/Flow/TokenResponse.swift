import Foundation
package import Vocabulary

/// What a code is redeemed for (OpenID Connect Core 1.0, section 3.1.3.3). The access token is thrown away: nothing is asked
/// with it.
package enum TokenResponse {
    private struct Answer: Decodable {
        let idToken: String

        enum CodingKeys: String, CodingKey {
            case idToken = "id_token"
        }
    }

    private struct Refusal: Decodable {
        let error: String
    }

    /// - Returns: the ID token, not yet verified.
    /// - Throws: `sign-on.refused`, `sign-on.provider`.
    package static func idToken(status: Int, body: [UInt8]) throws(Failure) -> String {
        if status == 200, let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)) {
            return answer.idToken
        }
        // RFC 6749, section 5.2: only this one is about the code; the others are about this server.
        if status == 400, let refusal = try? JSONDecoder().decode(Refusal.self, from: Data(body)),
            refusal.error == "invalid_grant"
        {
            throw .refused("The provider does not take this sign-in: it is over, or was used before.")
        }
        throw .provider(
            [400, 401, 403].contains(status)
                ? "The provider does not take this server for its client."
                : "The provider gives no token.")
    }
}
