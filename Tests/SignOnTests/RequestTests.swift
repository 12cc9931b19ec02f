import Foundation
import SignOn
import Testing
import Vocabulary

@Suite("What is asked")
struct RequestTests {
    @Test("the challenge is RFC 7636's of its appendix B")
    func challenge() {
        #expect(
            ProofKey.challenge(of: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
                == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test("state, nonce and verifier are 256 bits each, and never the same")
    func random() {
        let all = (0..<200).flatMap { _ in
            let secrets = Samples.secrets()
            return [secrets.state, secrets.nonce, secrets.verifier]
        }
        #expect(Set(all).count == 600)
        #expect(all.allSatisfy { Base64URL.decode($0)?.count == 32 && $0.count == 43 })
    }

    @Test("the browser is sent with all that OpenID Connect and PKCE want, and not with the verifier")
    func authorisation() throws {
        let secrets = Samples.secrets()
        let plain = try #require(try AuthorisationRequest.url(Samples.settings(), Samples.metadata(), secrets))
        #expect(plain.absoluteString.hasPrefix("https://id.example.org/auth?response_type=code&"))
        let expected = [
            "response_type": "code", "client_id": "likeness", "redirect_uri": Samples.redirectURI,
            "scope": "openid profile", "state": secrets.state, "nonce": secrets.nonce, "code_challenge_method": "S256",
            "code_challenge": ProofKey.challenge(of: secrets.verifier),
        ]
        #expect(FormCoding.decode(plain.query() ?? "") == expected)
        #expect(!plain.absoluteString.contains(secrets.verifier))

        let settings = try Samples.settings(claim: .email, secondFactor: .required(acr: "urn:a&b"), maximumAge: 900)
        let metadata = try Samples.metadata {
            $0["authorization_endpoint"] = "https://id.example.org/auth?tenant=a%26b"
            $0["claims_parameter_supported"] = true
        }
        let full = try #require(AuthorisationRequest.url(settings, metadata, secrets))
        let more = [
            "tenant": "a&b", "scope": "openid email", "acr_values": "urn:a&b", "max_age": "900",
            "claims": #"{"id_token":{"email":{"essential":true},"email_verified":{"essential":true}}}"#,
        ]
        #expect(FormCoding.decode(full.query() ?? "") == expected.merging(more) { $1 })
    }

    @Test("a code is redeemed by HTTP Basic, or by a public client's name")
    func token() throws {
        let secrets = Samples.secrets()
        let fields = [
            "grant_type": "authorization_code", "code": "a+b/c=", "redirect_uri": Samples.redirectURI,
            "code_verifier": secrets.verifier,
        ]
        let confidential = TokenRequest(code: "a+b/c=", try Samples.settings(secret: "a:b c%"), secrets)
        #expect(confidential.authorization == "Basic " + Data("likeness:a%3Ab%20c%25".utf8).base64EncodedString())
        #expect(FormCoding.decode(confidential.body) == fields)
        let open = TokenRequest(code: "a+b/c=", try Samples.settings(secret: nil), secrets)
        #expect(open.authorization == nil)
        #expect(FormCoding.decode(open.body) == fields.merging(["client_id": "likeness"]) { $1 })
    }

    @Test("forms are read as RFC 6749 writes them; nothing comes twice")
    func forms() {
        let cases: [(String, [String: String]?)] = [
            ("", [:]), ("a=b", ["a": "b"]), ("a=b&c=d=e&&f=", ["a": "b", "c": "d=e"]), ("a", [:]),
            ("x=+%25%26%2B%C2%A3%E2%82%AC", ["x": " %&+£€"]), ("%61=1&a=2", nil), ("a=&a=2", nil), ("a=%", nil),
            ("a=%FF", nil), ("a=\(String(repeating: "b", count: FormCoding.longest))", nil),
        ]
        for (text, fields) in cases { #expect(FormCoding.decode(text) == fields, "\(text.prefix(40))") }
        let awkward = " %&+£€\r\n\"'<>~-._/?#"
        #expect(FormCoding.decode(FormCoding.encode([("k&", awkward)])) == ["k&": awkward])
    }

    @Test("base 64 for URLs has no padding and no other alphabet")
    func base64() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 91 &+ 200) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
        for text in ["A", "AA==", "AA=", "A+AA", "A/AA", "AA AA", "AÄ", "AAA\n"] {
            #expect(Base64URL.decode(text) == nil)
        }
    }

    @Test("texts are equal when all their bytes are")
    func equality() {
        for (left, right) in [
            ("", ""), ("abc", "abc"), ("abc", "abd"), ("abc", "ab"), ("abc", "Abc"), ("", "a"), ("é", "e\u{301}"),
        ] {
            #expect(RandomText.areEqual(left, right) == (Array(left.utf8) == Array(right.utf8)))
        }
    }
}
