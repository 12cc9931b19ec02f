import Crypto
import Foundation
import Hummingbird
import NIOCore
import SignOn
import Synchronization

/// A small OpenID provider: discovery, keys, the authorization code flow with PKCE, HTTP Basic, codes that are good once. Its
/// person is signed in already and always agrees.
final class TestProvider: Sendable {
    static let clientID = "likeness"
    static let account = "mara"

    struct Authorisation: Sendable {
        let nonce: String
        let challenge: String
        let redirectURI: String
    }

    let clock: TestClock
    private let address = Mutex("")
    private let behaviour: Mutex<Behaviour>
    private let codes = Mutex<[String: Authorisation]>([:])
    private let visited = Mutex<[String: Int]>([:])

    init(_ behaviour: Behaviour, clock: TestClock) {
        self.behaviour = Mutex(behaviour)
        self.clock = clock
    }

    /// Its address too.
    var issuer: String { address.withLock(\.self) }
    func listens(at address: String) { self.address.withLock { $0 = address } }

    func change(_ body: (inout Behaviour) throws -> Void) rethrows { try behaviour.withLock { try body(&$0) } }
    var shownKey: JSONObject { get throws { try behaviour.withLock { try $0.signer.jwk } } }
    func visits(_ path: String) -> Int { visited.withLock { $0[path] ?? 0 } }

    func answer(_ request: Request) async throws -> Response {
        let path = request.uri.path
        visited.withLock { $0[path, default: 0] += 1 }
        let now = behaviour.withLock { $0 }
        if let answer = now.answers[path] { return try await answer() }
        switch (request.method, path) {
        case (.get, "/.well-known/openid-configuration"): return try .json(metadata(now))
        case (.get, "/keys"): return try .json(["keys": now.keys.map { try $0.jwk }])
        case (.get, "/authorise"): return authorise(request, now)
        case (.post, "/token"): return try await token(request, now)
        default: return Response(status: .notFound)
        }
    }

    private func metadata(_ behaviour: Behaviour) -> JSONObject {
        var document: JSONObject = [
            "issuer": issuer, "authorization_endpoint": issuer + "/authorise?tenant=a%20b",
            "token_endpoint": issuer + "/token", "jwks_uri": issuer + "/keys", "response_types_supported": ["code"],
            "subject_types_supported": ["public"], "code_challenge_methods_supported": ["plain", "S256"],
            "id_token_signing_alg_values_supported": ["none", "HS256", "RS256", "PS256", "ES256", "EdDSA"],
            "authorization_response_iss_parameter_supported": true,
        ]
        behaviour.metadata(&document)
        return document
    }

    private func authorise(_ request: Request, _ behaviour: Behaviour) -> Response {
        let asked = FormCoding.decode(request.uri.query ?? "") ?? [:]
        guard asked["tenant"] == "a b", asked["client_id"] == Self.clientID, asked["response_type"] == "code",
            asked["code_challenge_method"] == "S256", asked["scope"]?.split(separator: " ").first == "openid",
            let state = asked["state"], let nonce = asked["nonce"], let challenge = asked["code_challenge"],
            let redirectURI = asked["redirect_uri"]
        else { return Response(status: .badRequest) }
        let code = UUID().uuidString
        codes.withLock {
            $0[code] = Authorisation(nonce: nonce, challenge: challenge, redirectURI: redirectURI)
        }
        var fields: [(name: String, value: String)] = [("code", code), ("state", state), ("iss", issuer)]
        behaviour.redirect(&fields)
        return Response(
            status: .found, headers: [.location: "\(redirectURI)?\(FormCoding.encode(fields))"])
    }

    private func token(_ request: Request, _ behaviour: Behaviour) async throws -> Response {
        let body = try await request.body.collect(upTo: 1 << 16)
        let asked = FormCoding.decode(String(buffer: body)) ?? [:]
        let expected = behaviour.secret.map { secret in
            "Basic " + Data("\(Self.clientID):\(FormCoding.escape(secret))".utf8).base64EncodedString()
        }
        guard request.headers[.authorization] == expected, expected != nil || asked["client_id"] == Self.clientID else {
            return try .json(["error": "invalid_client"], status: .unauthorized)
        }
        guard asked["grant_type"] == "authorization_code", let code = asked["code"],
            let authorisation = codes.withLock({ $0.removeValue(forKey: code) }),
            asked["redirect_uri"] == authorisation.redirectURI, let verifier = asked["code_verifier"],
            Base64URL.encode(SHA256.hash(data: Array(verifier.utf8))) == authorisation.challenge
        else { return try .json(["error": "invalid_grant"], status: .badRequest) }
        let now = Int(clock.now.timeIntervalSince1970)
        var claims: JSONObject = [
            "iss": issuer, "sub": "248289761001", "aud": Self.clientID, "exp": now + 300, "iat": now,
            "auth_time": now - 5, "nonce": authorisation.nonce, "preferred_username": Self.account,
            "email": "mara@example.org", "email_verified": true,
        ]
        behaviour.claims(&claims)
        let token = try behaviour.token?(claims) ?? TestToken.make(claims, by: behaviour.signer)
        return try .json(["access_token": "at", "token_type": "Bearer", "id_token": token])
    }
}

extension Response {
    static func json(_ object: JSONObject, status: HTTPResponse.Status = .ok) throws -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: try SignOnTests.json(object))))
    }
}
