import Foundation
import Secrets
import Testing

@Suite("The second factor")
struct OneTimeSecretTests {
    private let secret = OneTimeSecret(stored: Array("12345678901234567890".utf8))!

    @Test(
        "has the codes of RFC 6238, appendix B (the last six of its eight digits)",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ])
    func vectors(seconds: Int, code: String) {
        let moment = Date(timeIntervalSince1970: Double(seconds))
        #expect(secret.code(step: OneTimeSecret.step(at: moment)) == code)
        #expect(secret.step(of: code, at: moment, after: nil) == seconds / 30)
    }

    @Test("takes a code of the step before and after, each once, and no other")
    func window() {
        let moment = Date(timeIntervalSince1970: 1_800_000_015)
        let now = OneTimeSecret.step(at: moment)
        for offset in -1...1 {
            let code = secret.code(step: now + offset)
            #expect(secret.step(of: code, at: moment, after: nil) == now + offset)
            #expect(secret.step(of: code, at: moment, after: now + offset) == nil)
        }
        for offset in [-3, -2, 2, 3] {
            #expect(secret.step(of: secret.code(step: now + offset), at: moment, after: nil) == nil)
        }
        for typed in ["", "12345", "1234567", "abcdef"] {
            #expect(secret.step(of: typed, at: moment, after: nil) == nil)
        }
        let code = secret.code(step: now)
        #expect(secret.step(of: " \(code.prefix(3)) \(code.suffix(3))\n", at: moment, after: nil) == now)
    }

    @Test("is written as apps read it")
    func text() {
        #expect(secret.text == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        #expect(
            secret.link(account: "jo doe", issuer: "a:b")
                == "otpauth://totp/a%3Ab:jo%20doe?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=a%3Ab")
        #expect(OneTimeSecret(stored: [1, 2]) == nil)
        #expect(OneTimeSecret().bytes != OneTimeSecret().bytes && "\(OneTimeSecret())" == "redacted")
    }
}
