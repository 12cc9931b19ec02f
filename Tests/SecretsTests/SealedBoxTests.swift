import Secrets
import Testing

@Suite("Boxes that only one key opens")
struct SealedBoxTests {
    @Test("what is sealed is opened by the other half, byte for byte", arguments: [1, 16, 560, 100_000])
    func roundTrip(length: Int) throws {
        let key = try #require(OpeningKey())
        let content = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let box = try #require(key.sealingKey.seal(content))
        #expect(box.count == length + SealingKey.overhead)
        #expect(key.open(box) == content)
        // Twice the same is not the same box: nobody tells by boxes who was searched twice.
        #expect(key.sealingKey.seal(content) != box)
    }

    @Test("another key opens nothing, nor does the half that closes")
    func otherKey() throws {
        let (key, other) = (try #require(OpeningKey()), try #require(OpeningKey()))
        let box = try #require(key.sealingKey.seal([1, 2, 3]))
        #expect(other.open(box) == nil)
        #expect(other.sealingKey != key.sealingKey)
    }

    @Test("a box with any one bit changed, or any byte missing, opens to nothing")
    func damage() throws {
        let key = try #require(OpeningKey())
        let box = try #require(key.sealingKey.seal(Array("a template".utf8)))
        for place in box.indices {
            for bit in 0..<8 {
                // The last bit of an X25519 point is not part of it (RFC 7748, section 5), but of the nonce.
                var damaged = box
                damaged[place] ^= 1 << UInt8(bit)
                #expect(key.open(damaged) == nil, "byte \(place), bit \(bit)")
            }
            #expect(key.open(Array(box[..<place])) == nil)
        }
        #expect(key.open(box + [0]) == nil)
        #expect(key.open([]) == nil)
    }

    @Test("a key comes back from its text, and from nothing else")
    func text() throws {
        let key = try #require(OpeningKey())
        let text = key.withText { Array($0) }
        #expect(text.count == OpeningKey.textLength && text.last == UInt8(ascii: "\n"))
        let box = try #require(key.sealingKey.seal([7]))
        func read(_ bytes: [UInt8]) -> OpeningKey? { bytes.withUnsafeBytes { OpeningKey(text: $0) } }
        #expect(read(text)?.open(box) == [7])
        #expect(read(text.dropLast())?.sealingKey == key.sealingKey)
        for wrong in [
            [], Array(text.dropFirst()), text + text, Array(text.dropLast(2)), text.map { $0 == 0x20 ? 0x2D : $0 },
            Array(text.dropLast(2)) + Array("g\n".utf8), Array(text.dropLast()) + [0x20],
        ] {
            #expect(read(wrong) == nil)
        }
    }

    @Test("points of low order are no keys")
    func lowOrder() throws {
        #expect(try #require(SealingKey(stored: [UInt8](repeating: 0, count: 32))).seal([1]) == nil)
        #expect(SealingKey(stored: [UInt8](repeating: 9, count: 31)) == nil)
    }

    @Test("a key says nothing of itself")
    func description() throws {
        let key = try #require(OpeningKey())
        #expect("\(key)" == "redacted" && String(reflecting: key) == "redacted")
        #expect(Mirror(reflecting: key).children.isEmpty)
    }
}
