import Testing
import TransparencyLog

@Suite("Keys of notes")
struct NoteKeyTests {
    @Test(
        "a verifier key's text is the one that it was made of",
        arguments: [
            PeterNeumann.verifierKey, EnochRoot.verifierKey,
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        ])
    func text(key: String) throws {
        #expect(try VerifierKey(parsing: key).description == key)
    }

    @Test("Go's signing key is read and written, and belongs to its verifier key")
    func signing() throws {
        let key = try SigningKey(parsingSecret: PeterNeumann.signingKey)
        #expect(key.secretText == PeterNeumann.signingKey)
        #expect(key.verifierKey.description == PeterNeumann.verifierKey)
    }

    @Test("a new key is another each time, and its text makes the same key", arguments: VerifierKey.Kind.allCases)
    func new(kind: VerifierKey.Kind) throws {
        let key = try SigningKey(name: "log.example", kind: kind)
        #expect(try SigningKey(name: "log.example", kind: kind).secretText != key.secretText)
        let again = try SigningKey(parsingSecret: key.secretText)
        #expect(again.verifierKey == key.verifierKey && again.secretText == key.secretText)
        #expect(try VerifierKey(parsing: key.verifierKey.description) == key.verifierKey)
    }

    @Test("one key used for notes and for cosignatures has two ids")
    func kinds() throws {
        let keys = try [VerifierKey.Kind.note, .cosignature].map {
            try Sample.key("a.example", $0, seed: 1).verifierKey
        }
        #expect(keys[0].publicKey == keys[1].publicKey && keys[0].id != keys[1].id)
    }

    @Test("neither description nor dump gives a signing key away")
    func secret() throws {
        let key = try SigningKey(name: "log.example")
        let secret = try #require(key.secretText.split(separator: "+", maxSplits: 4).last)
        var dumped = ""
        dump([key], to: &dumped)
        for text in ["\(key)", String(reflecting: key), "\([key])", "\(Optional(key) as Any)", dumped] {
            #expect(!text.contains(secret) && !text.contains("PRIVATE") && !text.contains("PrivateKey"))
            #expect(text.contains("log.example"))
        }
    }

    @Test(
        "what is not exactly a verifier key is refused",
        arguments: [
            "", "+", "++", "PeterNeumann", "PeterNeumann+c74f20a3", "PeterNeumann+c74f20a3+",
            "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+0c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann++c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq_LDE4izWy10TW",
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
            "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
            "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            PeterNeumann.signingKey,
        ])
    func refused(text: String) {
        #expect(code { _ = try VerifierKey(parsing: text) } == .malformed)
        #expect(code { _ = try SigningKey(parsingSecret: text.replacing("PRIVATE+KEY+", with: "")) } == .malformed)
    }

    @Test(
        "what is not exactly a signing key is refused, without a word of it",
        arguments: [
            PeterNeumann.verifierKey, "PRIVATE+KEY+" + PeterNeumann.verifierKey,
            PeterNeumann.signingKey.replacing("PRIVATE+", with: "private+"), PeterNeumann.signingKey + " ",
            PeterNeumann.signingKey.replacing("c74f20a3", with: "c74f20a4"),
            PeterNeumann.signingKey.replacing("+AYEK", with: "+BYEK"), String(PeterNeumann.signingKey.dropLast(4)),
        ])
    func refusedSecret(text: String) {
        let error = #expect(throws: LogError.self) { _ = try SigningKey(parsingSecret: text) }
        #expect(error?.code == .malformed)
        #expect(error?.description.contains("FALVFGyN") == false)
    }

    @Test(
        "no key has a name with a space or a plus, or without a letter",
        arguments: ["", " ", "a b", "a+b", "a\n", "\u{3000}"])
    func names(name: String) {
        #expect(code { _ = try SigningKey(name: name) } == .malformed)
        #expect(
            code { _ = try VerifierKey(name: name, kind: .note, publicKey: Array(repeating: 1, count: 32)) }
                == .malformed)
    }

    @Test("a public key has 32 bytes", arguments: [0, 31, 33])
    func length(count: Int) {
        #expect(
            code { _ = try VerifierKey(name: "a", kind: .note, publicKey: Array(repeating: 1, count: count)) }
                == .malformed)
    }
}
