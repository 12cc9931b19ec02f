import Secrets
import Testing
import Vocabulary

@Suite("Passwords and tokens")
struct SecretsTests {
    @Test("a password is verified by its hash, and no other is")
    func password() throws {
        let hash = try PasswordHash(of: "correct horse battery")
        #expect(hash.text.hasPrefix("$argon2id$v=19$m=65536,t=3,p=1$"))
        let stored = PasswordHash(stored: hash.text)
        #expect(stored.verifies("correct horse battery"))
        for other in ["correct horse batterz", "correct horse battery ", "", String(repeating: "a", count: 5000)] {
            #expect(!stored.verifies(other))
        }
        #expect(try PasswordHash(of: "correct horse battery").text != hash.text)
        #expect(!PasswordHash(stored: "nonsense").verifies("nonsense"))
        #expect("\(hash)" == "redacted")
    }

    @Test("the same letters, composed in another way, are the same password")
    func composition() throws {
        let hash = try PasswordHash(of: "cafe\u{301} au lait")
        #expect(hash.verifies("caf\u{E9} au lait"))
    }

    @Test(
        "a password that is too short or too long is refused",
        arguments: ["", "ninechars", String(repeating: "a", count: 1025)])
    func unusable(password: String) {
        #expect(throws: Failure(.passwordUnusable, "", remedy: "")) { try PasswordHash(of: password) }
    }

    @Test("a token is known by its digest, however it is typed")
    func token() throws {
        let token = SecretToken()
        #expect(token.text.count == 35)
        #expect(token.digest.count == 32)
        #expect(SecretToken().digest != token.digest)
        for typed in [
            token.text, token.text.uppercased(), " " + token.text.replacing("-", with: "") + "\n",
            token.text.replacing("0", with: "O").replacing("1", with: "l"),
        ] {
            #expect(SecretToken(typed)?.digest == token.digest)
        }
        for other in ["", "u", String(token.text.dropLast()), token.text + "0", String(repeating: "-", count: 500)] {
            #expect(SecretToken(other) == nil)
        }
        #expect("\(token)" == "redacted")
    }
}
