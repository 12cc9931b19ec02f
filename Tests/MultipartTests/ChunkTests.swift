import Multipart
import TestSupport
import Testing

/// A form is the same form, good or bad, however the network cuts it.
@Suite("Chunks")
struct ChunkTests {
    @Test("a form cut in two anywhere is the same form", arguments: Sample.all)
    func two(sample: Sample) {
        let whole = Reading(sample.form)
        for cut in 0...sample.form.count { #expect(Reading(sample.form, cuts: [cut]) == whole, "cut at \(cut)") }
    }

    @Test("a form cut in three anywhere is the same form", arguments: Sample.goodForms)
    func three(sample: Sample) {
        let whole = Reading(sample.form)
        for first in 0...sample.form.count {
            // The message is made only where it is needed: there are millions of these.
            for second in first...sample.form.count where Reading(sample.form, cuts: [first, second]) != whole {
                Issue.record("cut at \(first) and \(second)")
            }
        }
    }

    @Test("a form that comes byte by byte is the same form", arguments: Sample.all)
    func bytes(sample: Sample) {
        #expect(Reading(sample.form, cuts: Array(0...sample.form.count)) == Reading(sample.form))
    }

    @Test("a form in chunks of any sizes is the same form", arguments: Sample.all)
    func random(sample: Sample) {
        var random = SeededRandom(1)
        let whole = Reading(sample.form)
        for _ in 0..<200 {
            let cuts = random.cuts(of: sample.form.count)
            let reading = Reading(sample.form, cuts: cuts)
            #expect(reading == whole, "cut at \(cuts)")
            #expect(!reading.emptyBytes)
        }
    }

    @Test("a file goes through without being held")
    func large() {
        var random = SeededRandom(2)
        let content = (0..<1 << 23).map { _ in UInt8.random(in: 0x0A...0x0D, using: &random) }
        let form =
            lines("--boundary|Content-Disposition: form-data; name=a; filename=a||") + content + lines("|--boundary--|")
        let reading = Reading(form, cuts: Array(stride(from: 4096, to: form.count, by: 4096)))
        #expect(reading.events == [Sample.Part("a", "a", bytes: content)].events)
        #expect(reading.mostHeld <= "\r\n--boundary".utf8.count)
    }
}

extension SeededRandom {
    /// Up to eight places, some twice, in order.
    mutating func cuts(of count: Int) -> [Int] {
        (0..<Int.random(in: 0...8, using: &self)).map { _ in Int.random(in: 0...count, using: &self) }.sorted()
    }
}
