import Foundation
import SignOn
import Testing

@Suite("What comes back")
struct AnswerTests {
    @Test("of a sign-in's end: the code, where state, time and issuer are right")
    func authorisation() async throws {
        let secrets = Samples.secrets()
        let (state, other) = ("state=\(secrets.state)", "state=\(Samples.secrets().state)")
        let escaped = FormCoding.escape(Samples.issuer)
        let cases: [(String, after: Double, code: String?)] = [
            ("code=c&\(state)", 0, nil), ("code=c&\(state)", 600, nil), ("code=c&\(state)", -60, nil),
            ("code=c&\(state)", 601, "sign-on.refused"), ("code=c&\(state)", -61, "sign-on.refused"),
            ("code=c&\(state)&iss=\(escaped)", 0, nil), ("code=c&\(state)&iss=\(escaped)%2F", 0, "sign-on.refused"),
            ("code=c&\(state)&iss=https%3A%2F%2Fid.example.org", 0, "sign-on.refused"),
            ("code=c", 0, "sign-on.refused"), ("code=c&state=", 0, "sign-on.refused"),
            ("code=c&\(other)", 0, "sign-on.refused"),
            ("code=c&\(state)&\(state)", 0, "sign-on.refused"), ("code=c&code=d&\(state)", 0, "sign-on.refused"),
            ("\(state)", 0, "sign-on.provider"), ("code=&\(state)", 0, "sign-on.provider"),
            ("error=access_denied&\(state)", 0, "sign-on.refused"),
            ("error=access_denied&\(other)", 0, "sign-on.refused"),
            ("error=login_required&\(state)", 0, "sign-on.refused"),
            ("error=server_error&\(state)", 0, "sign-on.provider"),
            ("error=server_error&\(other)", 0, "sign-on.refused"),
            ("error=server_error&\(state)&iss=https%3A%2F%2Fa.example", 0, "sign-on.refused"),
            ("error=invalid_scope&code=c&\(state)", 0, "sign-on.provider"), ("", 0, "sign-on.refused"),
        ]
        let metadata = try Samples.metadata()
        for (query, after, expected) in cases {
            let now = Samples.moment.addingTimeInterval(after)
            #expect(
                await end { try AuthorisationResponse.code(in: query, secrets, metadata, at: now) } == expected ?? "c",
                "\(query) \(after)")
        }
        let elsewhere = SignInSecrets(issuer: "https://a.example", begun: Samples.moment)
        #expect(
            await code {
                _ = try AuthorisationResponse.code(
                    in: "code=c&state=\(elsewhere.state)", elsewhere, metadata, at: Samples.moment)
            } == "sign-on.refused")
    }

    @Test("of a code: a token, or why there is none")
    func tokens() async {
        let cases: [(Int, String, String?)] = [
            (200, #"{"id_token":"t","access_token":"a"}"#, nil), (200, #"{"access_token":"a"}"#, "sign-on.provider"),
            (200, #"{"id_token":7}"#, "sign-on.provider"), (200, "", "sign-on.provider"),
            (201, #"{"id_token":"t"}"#, "sign-on.provider"), (302, #"{"id_token":"t"}"#, "sign-on.provider"),
            (200, #"{"error":"invalid_grant"}"#, "sign-on.provider"),
            (400, #"{"error":"invalid_grant"}"#, "sign-on.refused"),
            (400, #"{"error":"invalid_client"}"#, "sign-on.provider"), (400, #"{"id_token":"t"}"#, "sign-on.provider"),
            (401, #"{"error":"invalid_client"}"#, "sign-on.provider"), (500, "<html>", "sign-on.provider"),
        ]
        for (status, body, expected) in cases {
            #expect(
                await end { try TokenResponse.idToken(status: status, body: Array(body.utf8)) } == expected ?? "t",
                "\(status) \(body)")
        }
    }

    @Test("what is kept is read by the seal that made it, and by no other; not one bit of it can be changed")
    func seal() throws {
        let (seal, secrets) = (AttemptSeal(), Samples.secrets())
        let text = seal.seal(secrets)
        #expect(seal.open(text) == secrets && text != seal.seal(secrets) && text.count < 1024)
        #expect(AttemptSeal().open(text) == nil)
        let bytes = try #require(Base64URL.decode(text))
        for bit in 0..<bytes.count * 8 {
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(seal.open(Base64URL.encode(changed)) == nil)
        }
        for cut in 0..<text.count { #expect(seal.open(String(text.prefix(cut))) == nil) }
        for text in ["", text + "A", text + "=", "ü", String(repeating: "A", count: 5000)] {
            #expect(seal.open(text) == nil)
        }
    }
}
