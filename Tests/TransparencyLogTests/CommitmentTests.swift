import Crypto
import Testing
import TransparencyLog

@Suite("Commitments")
struct CommitmentTests {
    private static let payload = JSONValue.object([
        "id": .string("5QJ2"), "purpose": .string("Missing person, \u{E9}t\u{E9} 2024"), "limit": .number(20),
    ])

    @Test("the code is HMAC-SHA256: test case 1 of RFC 4231, in two parts")
    func publishedVector() throws {
        // The RFC's key has 20 bytes; HMAC itself fills up with zeros.
        let key = try CommitmentKey([UInt8](repeating: 0x0B, count: 20) + [UInt8](repeating: 0, count: 12))
        let commitment = Commitment(CommitmentOpening(key: key, payload: "There".utf8), domain: "Hi ")
        #expect(commitment.description == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    }

    @Test("a commitment is HMAC-SHA256 under its key over the domain, a line feed and the canonical payload")
    func construction() throws {
        let (commitment, opening) = try Commitment.make(to: Self.payload)
        let canonical = "{\"id\":\"5QJ2\",\"limit\":20,\"purpose\":\"Missing person, \u{E9}t\u{E9} 2024\"}"
        #expect(opening.payload == Array(canonical.utf8))
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("likeness/commitment/v1\n\(canonical)".utf8),
            using: opening.key.withUnsafeBytes { SymmetricKey(data: $0) })
        #expect(commitment.bytes == Array(code))
        #expect(commitment.verify(opening))
    }

    @Test("an opening that was stored and read back still opens")
    func stored() throws {
        let (commitment, opening) = try Commitment.make(to: Self.payload)
        let key = opening.key.withUnsafeBytes { Array($0) }
        #expect(key.count == 32)
        let read = CommitmentOpening(key: try CommitmentKey(key), payload: opening.payload)
        #expect(read == opening)
        #expect(try #require(Commitment(commitment.description)).verify(read))
        #expect(try CanonicalJSON.parse(read.payload) == Self.payload)
    }

    @Test("the same payload never gives the same commitment or key twice")
    func fresh() throws {
        var commitments: Set<Commitment> = []
        var keys: Set<[UInt8]> = []
        for _ in 0..<1000 {
            let (commitment, opening) = try Commitment.make(to: Self.payload)
            commitments.insert(commitment)
            keys.insert(opening.key.withUnsafeBytes { Array($0) })
        }
        #expect(commitments.count == 1000)
        #expect(keys.count == 1000)
        let (one, _) = try Commitment.make(to: Self.payload)
        let (_, other) = try Commitment.make(to: Self.payload)
        #expect(!one.verify(other))
    }

    @Test("a changed bit of payload, key or commitment fails, and so does a byte more or less")
    func changes() throws {
        let (commitment, opening) = try Commitment.make(to: Self.payload)
        let key = opening.key.withUnsafeBytes { Array($0) }
        for bit in 0..<opening.payload.count * 8 {
            let payload = flipped(opening.payload, bit)
            #expect(!commitment.verify(CommitmentOpening(key: opening.key, payload: payload)))
        }
        for bit in 0..<256 {
            let changed = CommitmentOpening(key: try CommitmentKey(flipped(key, bit)), payload: opening.payload)
            #expect(!commitment.verify(changed))
            let code = flipped(commitment.bytes, bit).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            #expect(!(try #require(Commitment(code)).verify(opening)))
        }
        for payload in [[], opening.payload.dropLast(), opening.payload + [0x20], [0x20] + opening.payload] {
            #expect(!commitment.verify(CommitmentOpening(key: opening.key, payload: payload)))
        }
        #expect(commitment.verify(opening))
    }

    @Test("other payloads fail that are canonical themselves")
    func otherPayloads() throws {
        let (commitment, opening) = try Commitment.make(to: .object(["limit": .number(20)]))
        for other in [#"{"limit":21}"#, #"{"limit":2}"#, #"{"Limit":20}"#, "{}", "20", #"{"limit":20,"x":null}"#] {
            #expect(CanonicalJSON.isCanonical(other.utf8))
            #expect(!commitment.verify(CommitmentOpening(key: opening.key, payload: other.utf8)))
        }
    }

    @Test(
        "a payload that could be read in two ways does not verify, even for the code that fits it",
        arguments: [
            #"{"limit":20,"limit":9000}"#, #"{"limit": 20}"#, #"{"b":1,"a":2}"#, #"{"limit":20.0}"#, #""\u0041""#,
            "not JSON", "",
        ])
    func ambiguous(payload: String) {
        let opening = CommitmentOpening(key: CommitmentKey(), payload: payload.utf8)
        #expect(!Commitment(opening).verify(opening))
    }

    @Test("a code made in another domain does not verify")
    func domains() throws {
        let (commitment, opening) = try Commitment.make(to: Self.payload)
        #expect(Commitment(opening) == commitment)
        for domain in ["", "likeness/commitment/v2\n", "likeness/commitment/v1", "likeness/commitment/v1\n\n"] {
            #expect(!Commitment(opening, domain: domain).verify(opening))
        }
    }

    @Test("a list of every plausible payload finds the one only with its key")
    func dictionary() throws {
        let purposes = ["archive", "missing person", "investigation", "own photos"]
        let plausible = (0..<1000).flatMap { person in
            purposes.map { JSONValue.object(["person": .number(Double(person)), "purpose": .string($0)]) }
        }
        let (commitment, opening) = try Commitment.make(to: plausible[1234])
        let list = try plausible.map { try CanonicalJSON.bytes(of: $0) }
        func found(_ key: CommitmentKey) -> [Int] {
            list.indices.filter { commitment.verify(CommitmentOpening(key: key, payload: list[$0])) }
        }
        #expect(found(opening.key) == [1234])

        // What somebody without it would try: no key, another record's, none at all but a plain hash.
        #expect(found(try CommitmentKey([UInt8](repeating: 0, count: 32))) == [])
        #expect(found(try Commitment.make(to: plausible[1234]).opening.key) == [])
        for payload in list {
            #expect(Array(SHA256.hash(data: payload)) != commitment.bytes)
            #expect(Array(SHA256.hash(data: Array(Commitment.domain.utf8) + payload)) != commitment.bytes)
        }
    }

    @Test("what has no canonical form is refused")
    func refusedPayload() {
        #expect(throws: LogError(.malformed, "")) { try Commitment.make(to: .number(.nan)) }
    }

    @Test("a key has 32 bytes", arguments: [0, 1, 31, 33, 64, 65])
    func keyLength(count: Int) {
        #expect(throws: LogError(.malformed, "")) { try CommitmentKey([UInt8](repeating: 1, count: count)) }
    }

    @Test("keys and openings show nothing, in text or in a dump")
    func redacted() throws {
        let (_, opening) = try Commitment.make(to: .string("Marple"))
        for shown in [opening, opening.key, ["opening": opening], Optional(opening.key) as Any] as [Any] {
            var dumped = ""
            dump(shown, to: &dumped)
            for text in ["\(shown)", String(reflecting: shown), dumped] {
                #expect(text.contains("redacted"))
                // The payload is "Marple" in quotes, with 8 bytes: as text, as numbers.
                for secret in ["Marple", "77", "SymmetricKey", "payload", "UInt8"] { #expect(!text.contains(secret)) }
            }
        }
    }

    @Test("the text form is 64 lower-case hexadecimal digits and nothing else")
    func textForm() throws {
        let text = "00017f80ff0123456789abcdef0123456789abcdef0123456789abcdef012345"
        let commitment = try #require(Commitment(text))
        #expect(commitment.bytes.prefix(6) == [0x00, 0x01, 0x7F, 0x80, 0xFF, 0x01])
        #expect(commitment.description == text)
        for wrong in [
            "", text.uppercased(), String(text.dropLast()), String(text.dropLast(2)), text + "0", text + "00",
            text + "\n",
            " " + text.dropFirst(), "0x" + text.dropFirst(2), "g" + text.dropFirst(), "\u{FF10}" + text.dropFirst(),
            text.replacing("80", with: "+8"), text + "\u{301}",
        ] {
            #expect(Commitment(wrong) == nil)
        }
    }

    private func flipped(_ bytes: [UInt8], _ bit: Int) -> [UInt8] {
        var bytes = bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return bytes
    }
}
