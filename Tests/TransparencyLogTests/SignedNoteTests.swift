import Testing
import TransparencyLog

@Suite("Signed notes")
struct SignedNoteTests {
    let peter: VerifierKey
    let enoch: VerifierKey

    init() throws {
        peter = try VerifierKey(parsing: PeterNeumann.verifierKey)
        enoch = try VerifierKey(parsing: EnochRoot.verifierKey)
    }

    func parse(_ note: String) throws -> SignedNote { try SignedNote(parsing: note.utf8) }

    @Test("the note of Go's documentation opens with its key, and signing makes the same note")
    func known() throws {
        let note = try parse(PeterNeumann.note)
        #expect(note.text == PeterNeumann.text)
        #expect(try note.open(with: [peter]).map(\.key) == [peter])
        let key = try SigningKey(parsingSecret: PeterNeumann.signingKey)
        #expect(try SignedNote(text: PeterNeumann.text, signatures: [key.sign(PeterNeumann.text)]) == note)
        #expect(note.serialised() == Array(PeterNeumann.note.utf8))
    }

    @Test("the note of the specification opens with its key")
    func specification() throws {
        let key = try VerifierKey(parsing: "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
        let note = try parse(
            """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

            """)
        #expect(try note.open(with: [key]).count == 1)
    }

    @Test("signatures by unknown keys are ignored, those by known ones returned in the note's order")
    func unknown() throws {
        let note = try parse(PeterNeumann.note + EnochRoot.signature)
        #expect(try note.open(with: [peter]).map(\.key) == [peter])
        #expect(try note.open(with: [enoch]).map(\.key) == [enoch])
        #expect(try note.open(with: [enoch, peter]).map(\.key) == [peter, enoch])
        #expect(try note.open(with: [enoch, peter, enoch]).map(\.key) == [peter, enoch])
        #expect(code { _ = try note.open(with: []) } == .signatureWrong)
        #expect(code { _ = try parse(PeterNeumann.note).open(with: [enoch]) } == .signatureWrong)
    }

    @Test("a known key's wrong signature rejects the note, whoever else signed it")
    func wrong() throws {
        let bent = EnochRoot.signature.replacing("rwz+eBzm", with: "rwz+eBzn")
        let note = try parse(PeterNeumann.note + bent)
        #expect(code { _ = try note.open(with: [peter, enoch]) } == .signatureWrong)
        #expect(try note.open(with: [peter]).count == 1)
        let longer = PeterNeumann.signature.replacing("x08go/ZJ", with: "x08go/ZJABCD")
        #expect(code { _ = try parse("\(PeterNeumann.text)\n\(longer)").open(with: [peter]) } == .signatureWrong)
        let other = try parse(PeterNeumann.note.replacing("your problem is", with: "my problem is"))
        #expect(code { _ = try other.open(with: [peter]) } == .signatureWrong)
    }

    @Test("a key is known by name and id, not by one of them")
    func nameAndID() throws {
        let renamed = PeterNeumann.note.replacing("— PeterNeumann", with: "— CarmenSandiego")
        #expect(code { _ = try parse(renamed).open(with: [peter]) } == .signatureWrong)
        let other = try parse(PeterNeumann.note + PeterNeumann.signature.replacing("x08g", with: "xxxx"))
        #expect(try other.open(with: [peter]).count == 1)
    }

    @Test("of a key that signed twice the first signature counts, as in Go's sumdb/note")
    func repeated() throws {
        let bent = PeterNeumann.signature.replacing("x08go/ZJ", with: "x08go/ZK")
        let goodFirst = try parse(PeterNeumann.note + PeterNeumann.signature + bent)
        #expect(try goodFirst.open(with: [peter]).count == 1)
        let badFirst = try parse("\(PeterNeumann.text)\n\(bent)\(PeterNeumann.signature)")
        #expect(code { _ = try badFirst.open(with: [peter]) } == .signatureWrong)
    }

    @Test(
        "what is not exactly a note is refused",
        arguments: [
            "", "\n", "\n\n", PeterNeumann.text, PeterNeumann.text + "\n", PeterNeumann.text + PeterNeumann.signature,
            String(PeterNeumann.note.dropLast()), PeterNeumann.note + "\n", PeterNeumann.note + "Unexpected line.\n",
            "\u{1}" + PeterNeumann.note, PeterNeumann.note.replacing("\n", with: "\r\n"),
            "a\tb\n\n" + PeterNeumann.signature,
            "a\u{0}\n\n" + PeterNeumann.signature, "\n" + PeterNeumann.signature,
            PeterNeumann.note.replacing("— ", with: "- "), PeterNeumann.note.replacing("— ", with: "—"),
            PeterNeumann.note.replacing("— P", with: "—  P"),
            PeterNeumann.note.replacing("— PeterNeumann ", with: "— "),
            PeterNeumann.note.replacing("PeterNeumann", with: "Peter+Neumann"),
            PeterNeumann.note.replacing("PeterNeumann", with: "Peter Neumann"),
            PeterNeumann.note.replacing("PeterNeumann", with: "Peter\u{A0}Neumann"),
            PeterNeumann.note.replacing("PeterNeumann", with: "Peter\u{2028}Neumann"),
            PeterNeumann.note.replacing("nAM=\n", with: "nAM= \n"),
            PeterNeumann.note.replacing("nAM=\n", with: "nAM\n"),
            PeterNeumann.note.replacing("nAM=\n", with: "nAN=\n"), PeterNeumann.note.replacing("/", with: "_"),
            PeterNeumann.note.replacing("nAM=\n", with: "nAM==\n"),
            "a\n\n— PeterNeumann x08gow==\n", "a\n\n— PeterNeumann \n", "a\n\n— PeterNeumann\n", "a\n\n— \n",
            PeterNeumann.note + String(repeating: PeterNeumann.signature, count: 100),
            String(repeating: "a", count: 1_000_000) + "\n\n" + PeterNeumann.signature,
        ])
    func refused(note: String) {
        #expect(code { _ = try parse(note) } == .malformed)
    }

    @Test("bytes that are not UTF-8 are refused, anywhere in a note", arguments: [0, 60, 110, 120])
    func notText(place: Int) {
        var bytes = Array(PeterNeumann.note.utf8)
        bytes[place] = 0xFF
        #expect(code { _ = try SignedNote(parsing: bytes) } == .malformed)
    }

    @Test(
        "a text may have empty lines, be one, or have letters of any alphabet",
        arguments: [
            "\n", "\n\n", "a\n\n", "\n\na\n\n\nb\n\n", "ed è subito sera.\n", "e\u{301}\n", "— a b\n", "a\n\n— a b\n",
        ])
    func texts(text: String) throws {
        let key = try Sample.log()
        let note = try SignedNote(text: text, signatures: [key.sign(text)])
        #expect(note.text.utf8.elementsEqual(text.utf8))
        #expect(try SignedNote(parsing: note.serialised()) == note)
        #expect(try note.open(with: [key.verifierKey]).count == 1)
    }

    @Test("two spellings of a letter are two texts and two names")
    func spellings() throws {
        let (composed, decomposed) = ("\u{E9}\n", "e\u{301}\n")
        let key = try Sample.log()
        let note = try SignedNote(text: composed, signatures: [key.sign(composed)])
        let other = try SignedNote(text: decomposed, signatures: note.signatures)
        #expect(note != other)
        #expect(code { _ = try other.open(with: [key.verifierKey]) } == .signatureWrong)
    }

    @Test(
        "no note is made of a text that is none",
        arguments: ["", "a", "a\n\nb", "a\n\n— x AAAAAAA=", "a\u{7}\n", "a\r\n"])
    func unsignable(text: String) throws {
        let signature = try Sample.log().sign(text)
        #expect(code { _ = try SignedNote(text: text, signatures: [signature]) } == .malformed)
        #expect(code { _ = try SignedNote(text: "a\n", signatures: []) } == .malformed)
    }

    @Test("two known keys that share name and id are told apart by nobody, so the note is refused")
    func ambiguous() throws {
        // Found by trying: the ids of these two are the same.
        let keys = try [38170, 78965].map { (number: UInt64) in
            let bytes = Array(repeating: 0, count: 24) + withUnsafeBytes(of: number.bigEndian) { Array($0) }
            return try VerifierKey(name: "a.example", kind: .note, publicKey: bytes)
        }
        #expect(keys[0].id == 0x82d8_ce72 && keys[1].id == 0x82d8_ce72)
        let line = "— a.example gtjOcg" + String(repeating: "A", count: 86) + "\n"
        let note = try parse(PeterNeumann.note + line)
        #expect(code { _ = try note.open(with: keys + [peter]) } == .malformed)
        #expect(code { _ = try note.open(with: [keys[0], peter]) } == .signatureWrong)
        #expect(try note.open(with: [peter]).count == 1)
    }

    @Test("a new signature takes the place of the same key's old one")
    func adding() throws {
        let note = try parse(PeterNeumann.note + EnochRoot.signature)
        let again = try NoteSignature(parsing: PeterNeumann.signature.dropLast().utf8)
        #expect(
            String(decoding: try note.adding([again]).serialised(), as: UTF8.self)
                == "\(PeterNeumann.text)\n\(EnochRoot.signature)\(PeterNeumann.signature)")
        #expect(try note.adding([]) == note)
    }
}
