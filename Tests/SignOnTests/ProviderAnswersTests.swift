import Foundation
import Hummingbird
import NIOCore
import SignOn
import Testing

@Suite("A provider that answers wrongly")
struct ProviderAnswersTests {
    static let paths = ["/.well-known/openid-configuration", "/keys", "/token"]

    @Test("is not believed", arguments: paths)
    func nonsense(path: String) async throws {
        let answers: [(String, @Sendable () async throws -> Response)] = [
            ("not found", { Response(status: .notFound) }),
            ("an error", { Response(status: .internalServerError) }),
            ("no content", { Response(status: .noContent) }),
            ("nothing", { Response(status: .ok) }),
            ("no JSON", { Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: "<html>"))) }),
            ("a list", { Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: "[]"))) }),
            ("an empty object", { try .json([:]) }),
            (
                "depth",
                {
                    Response(
                        status: .ok, body: .init(byteBuffer: ByteBuffer(string: String(repeating: "[", count: 100_000)))
                    )
                }
            ),
            ("refused", { try .json(["error": "invalid_client"], status: .unauthorized) }),
        ]
        try await serving { stage in
            for (name, answer) in answers {
                stage.provider.change { $0.answers[path] = answer }
                #expect(await code { _ = try await stage.signIn() } == "sign-on.provider", "\(name)")
            }
            stage.provider.change { $0.answers = [:] }
            let account = try await stage.signIn()
            #expect(account == TestProvider.account)
        }
    }

    @Test("is believed at status 200 only, whatever it shows")
    func statuses() async throws {
        try await serving { stage in
            let keys = ByteBuffer(bytes: try json(["keys": [stage.provider.shownKey]]))
            for status in [HTTPResponse.Status.ok, .created, .found, .forbidden, .notFound, .serviceUnavailable] {
                stage.provider.change {
                    $0.answers["/keys"] = { Response(status: status, body: .init(byteBuffer: keys)) }
                }
                let expected = status == .ok ? nil : "sign-on.provider"
                #expect(await code { _ = try await stage.signIn() } == expected, "\(status)")
            }
        }
    }

    @Test("is away")
    func away() async throws {
        let settings = try Samples.settings(issuer: "http://127.0.0.1:1")
        #expect(await code { _ = try await Provider(settings).begin() } == "sign-on.provider")
    }

    @Test("sends the browser back with another state, another issuer, none, an error or nothing")
    func redirects() async throws {
        typealias Fields = [(name: String, value: String)]
        func without(_ name: String) -> @Sendable (inout Fields) -> Void { { $0.removeAll { $0.name == name } } }
        func with(_ name: String, _ value: String) -> @Sendable (inout Fields) -> Void {
            { fields in
                fields.removeAll { $0.name == name }
                fields.append((name, value))
            }
        }
        let cases: [(String, @Sendable (inout Fields) -> Void, String?)] = [
            ("all", { _ in }, nil),
            ("more", with("session_state", "x"), nil),
            ("another state", with("state", "A"), "sign-on.refused"),
            ("no state", without("state"), "sign-on.refused"),
            ("another issuer", with("iss", "https://id.example.org"), "sign-on.refused"),
            ("no issuer", without("iss"), "sign-on.refused"),
            ("no code", without("code"), "sign-on.provider"),
            ("another code", with("code", "x"), "sign-on.refused"),
            ("two codes", { $0.append(("code", "x")) }, "sign-on.refused"),
            ("the person says no", with("error", "access_denied"), "sign-on.refused"),
            ("the provider is ill", with("error", "server_error"), "sign-on.provider"),
            ("the request is wrong", with("error", "invalid_scope"), "sign-on.provider"),
            ("the scope is a stranger's text", with("error", "<script>"), "sign-on.refused"),
        ]
        try await serving { stage in
            for (name, change, expected) in cases {
                stage.provider.change { $0.redirect = change }
                #expect(await code { _ = try await stage.signIn() } == expected, "\(name)")
            }
            // One that does not promise its name may leave it out; a wrong one is still wrong.
            stage.provider.change { $0.metadata = { $0["authorization_response_iss_parameter_supported"] = nil } }
            for (change, expected) in [
                (without("iss"), nil), (with("iss", "https://id.example.org"), "sign-on.refused"),
            ] {
                stage.provider.change { $0.redirect = change }
                #expect(await code { _ = try await stage.signIn() } == expected)
            }
        }
    }
}
