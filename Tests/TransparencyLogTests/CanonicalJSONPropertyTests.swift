import Testing
import TransparencyLog

@Suite("Canonical JSON: whatever is written comes back, and whatever is damaged is refused")
struct CanonicalJSONPropertyTests {
    @Test("every double comes back bit for bit, in the digits that Swift has for it")
    func numbersSurvive() throws {
        var dice = JSONDice(state: 8785)
        for round in 0..<200_000 {
            // Every exponent alike; then numbers as people write them.
            let value =
                round % 2 == 0
                ? Double(bitPattern: dice.next())
                : Double(Int64(bitPattern: dice.next()) >> 20) / [1, 10, 1e3, 1e9][round / 2 % 4]
            guard value.isFinite, value != 0 else { continue }
            let written = try canonicalText(.number(value))
            guard case .number(let read) = try CanonicalJSON.parse(written.utf8) else {
                Issue.record("not a number: \(written)")
                return
            }
            #expect(read.bitPattern == value.bitPattern)
            let (ours, theirs) = (try scientific(written), try scientific(value.description))
            #expect(ours == theirs)
            let exponentForm = written.contains("e")
            #expect(exponentForm == (value.magnitude >= 1e21 || value.magnitude < 1e-6))
        }
    }

    @Test("a value comes back from its canonical bytes, and from any other spelling of them")
    func valuesSurvive() throws {
        var dice = JSONDice(state: 8259)
        for _ in 0..<5000 {
            let value = dice.value(depth: 4)
            let bytes = try CanonicalJSON.bytes(of: value)
            #expect(try CanonicalJSON.parse(bytes) == value)
            #expect(CanonicalJSON.isCanonical(bytes))
            let other = dice.spelling(of: value)
            let read = try CanonicalJSON.parse(other)
            #expect(read == value)
            #expect(read.hashValue == value.hashValue)
            #expect(try CanonicalJSON.bytes(of: read) == bytes)
            #expect(CanonicalJSON.isCanonical(other) == (other == bytes))
        }
    }

    @Test("damaged JSON is refused or read as what it now says, and no refusal quotes it")
    func mutations() throws {
        var dice = JSONDice(state: 7493)
        var read = 0
        var canonical = 0
        var rules: Set<String> = []
        for _ in 0..<60_000 {
            let value = JSONValue.object(["Marple": dice.value(depth: 3), "by": .string("Marple")])
            var bytes = dice.below(2) == 0 ? try CanonicalJSON.bytes(of: value) : dice.spelling(of: value)
            for _ in 0...dice.below(3) { dice.damage(&bytes) }
            let damaged: JSONValue
            do { damaged = try CanonicalJSON.parse(bytes) } catch {
                #expect(error.code == .malformed)
                #expect(!CanonicalJSON.isCanonical(bytes))
                rules.insert(error.detail.replacing(/[0-9]+/, with: ""))
                continue
            }
            let again = try CanonicalJSON.bytes(of: damaged)
            #expect(try CanonicalJSON.parse(again) == damaged)
            #expect(CanonicalJSON.isCanonical(again))
            #expect(CanonicalJSON.isCanonical(bytes) == (again == bytes))
            read += 1
            canonical += again == bytes ? 1 : 0
        }
        #expect(read > 1000)
        #expect(canonical > 100)
        #expect(rules.allSatisfy { !$0.contains("Marple") })
        // As many as the parser has rules, not as many as there are inputs.
        #expect((10...20).contains(rules.count), "\(rules)")
    }

    /// Sign and significant digits, and the power of ten of the first.
    private func scientific(_ text: String) throws -> Scientific {
        let parts = text.split(separator: "e")
        let mantissa = parts[0].filter { $0 != "-" }
        let whole = mantissa.split(separator: ".", omittingEmptySubsequences: false)[0]
        let digits = mantissa.filter { $0 != "." }
        let significant = digits.drop { $0 == "0" }
        let exponent = parts.count > 1 ? try #require(Int(parts[1])) : 0
        var trimmed = String(significant)
        while trimmed.last == "0" { trimmed.removeLast() }
        return Scientific(
            negative: text.hasPrefix("-"), digits: trimmed,
            power: whole.count - (digits.count - significant.count) + exponent)
    }

    private struct Scientific: Equatable {
        let negative: Bool
        let digits: String
        let power: Int
    }
}
