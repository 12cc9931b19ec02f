import Multipart
import TestSupport
import Testing

@Suite("Forms at random")
struct RandomFormTests {
    @Test("a form that is written is read as it was")
    func roundTrip() throws {
        var random = SeededRandom(3)
        for number in 0..<5000 {
            let form = RandomForm(&random)
            let boundary = try #require(
                MultipartBoundary(contentType: "multipart/form-data; boundary=\"\(form.boundary)\""))
            let reading = Reading(form.bytes, boundary: boundary, cuts: random.cuts(of: form.bytes.count))
            #expect(reading.error == nil, "form \(number)")
            #expect(reading.events == form.parts.events, "form \(number)")
        }
    }

    @Test("10,000 broken forms neither stop the parser nor make it hold or report more than it may")
    func mutations() {
        var random = SeededRandom(4)
        let limits = MultipartLimits(
            parts: 3, headerBytes: 150, fieldBytes: 40, fileBytes: 60, totalBytes: 600, epilogueBytes: 5)
        var taken = 0
        for number in 0..<10_000 {
            var form = Sample.all[Int.random(in: 0..<Sample.all.count, using: &random)].form
            for _ in 0..<Int.random(in: 1...4, using: &random) { random.mutate(&form) }
            let whole = Reading(form, limits: limits)
            let reading = Reading(form, limits: limits, cuts: random.cuts(of: form.count))
            #expect(reading == whole, "form \(number)")
            #expect(reading.reportedOnlyWhatItRead, "form \(number)")
            #expect(reading.reportedBytes <= 40 + 3 * 60, "form \(number)")
            #expect(reading.mostHeld <= "\r\n--boundary".utf8.count + 150, "form \(number)")
            #expect(reading.isInOrder, "form \(number)")
            if reading.error == nil { taken += 1 }
        }
        // Neither all nor none: the forms are near enough to good ones.
        #expect((100..<9000).contains(taken))
    }

    @Test("a delimiter is found where a search byte by byte finds it")
    func search() throws {
        var random = SeededRandom(5)
        let delimiter = Delimiter(try #require(MultipartBoundary(contentType: "multipart/form-data; boundary=-x")))
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                [0x0D, 0x0D, 0x0A, 0x2D, 0x78, 0x0C, 0x0E, 0x8D, 0xFF, 0x00][Int.random(in: 0..<10, using: &random)]
                    as UInt8
            }
            let from = Int.random(in: 0...text.count, using: &random)
            #expect(
                Delimiter.carriageReturn(in: text.span, from: from) == text[from...].firstIndex(of: 0x0D) ?? text.count)
            let start = (from...text.count).first {
                text[$0...].starts(with: delimiter.bytes) || delimiter.bytes.starts(with: text[$0...])
            }
            let found = delimiter.search(text.span, from: from)
            #expect(found.start == start)
            #expect(found.matched == min(delimiter.bytes.count, text.count - found.start))
        }
    }
}

extension Reading {
    /// `(began bytes? ended)* finished`, or the beginning of that where there was an error.
    fileprivate var isInOrder: Bool {
        var isOpen = false
        var isFinished = false
        for event in events {
            guard !isFinished else { return false }
            switch event {
            case .began: if isOpen { return false } else { isOpen = true }
            case .bytes: if !isOpen { return false }
            case .ended: if isOpen { isOpen = false } else { return false }
            case .finished: if isOpen { return false } else { isFinished = true }
            }
        }
        return isFinished || error != nil
    }
}

extension SeededRandom {
    /// Flips a bit, sets, puts in or cuts bytes, doubles, drops or swaps lines.
    fileprivate mutating func mutate(_ form: inout [UInt8]) {
        guard !form.isEmpty else { return form.append(0x2D) }
        let place = Int.random(in: 0..<form.count, using: &self)
        let starts = [0] + form.indices.dropLast().filter { form[$0] == 0x0A }.map { $0 + 1 }
        let line = Int.random(in: 0..<starts.count, using: &self)
        let lineRange = starts[line]..<(line + 1 < starts.count ? starts[line + 1] : form.count)
        switch Int.random(in: 0..<7, using: &self) {
        case 0: form[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
        case 1: form[place] = UInt8.random(in: 0...255, using: &self)
        case 2: form.insert([0x0D, 0x0A, 0x2D, 0x22, 0x00][Int.random(in: 0..<5, using: &self)], at: place)
        case 3: form.removeSubrange(place...)
        case 4: form.insert(contentsOf: form[lineRange], at: lineRange.lowerBound)
        case 5: form.removeSubrange(lineRange)
        default: form.insert(contentsOf: form[lineRange], at: starts[Int.random(in: 0..<starts.count, using: &self)])
        }
    }
}
