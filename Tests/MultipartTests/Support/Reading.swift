import Multipart

/// All that a parser told of a form.
struct Reading: Equatable {
    enum Event: Equatable {
        case began(MultipartPart)
        /// Without the cuts that come from chunks.
        case bytes([UInt8])
        case ended
        case finished
    }

    private(set) var events: [Event] = []
    private(set) var error: MultipartError.Code?
    private(set) var reportedBytes = 0
    /// The most that the parser held between two chunks.
    private(set) var mostHeld = 0
    /// That no more had been reported than read, after each chunk.
    private(set) var reportedOnlyWhatItRead = true
    private(set) var emptyBytes = false

    init(
        _ form: [UInt8], boundary: MultipartBoundary = .sample, limits: MultipartLimits = MultipartLimits(),
        cuts: [Int] = []
    ) {
        var parser = MultipartParser(boundary: boundary, limits: limits)
        do throws(MultipartError) {
            for (start, end) in zip([0] + cuts, cuts + [form.count]) {
                // An allocation of just this chunk: reading beyond it is seen by a sanitizer.
                let chunk = Array(form[start..<end])
                try parser.read(chunk.span) { event in record(event) }
                mostHeld = max(mostHeld, parser.heldBytes)
                reportedOnlyWhatItRead = reportedOnlyWhatItRead && reportedBytes <= end
            }
            try parser.finish()
        } catch {
            self.error = error.code
        }
        mostHeld = max(mostHeld, parser.heldBytes)
    }

    /// What of the form has to be the same for every way to cut it.
    static func == (one: Reading, other: Reading) -> Bool { one.events == other.events && one.error == other.error }

    private mutating func record(_ event: borrowing MultipartEvent) {
        switch event {
        case .began(let part): events.append(.began(part))
        case .ended: events.append(.ended)
        case .finished: events.append(.finished)
        case .bytes(let span):
            reportedBytes += span.count
            if span.isEmpty { emptyBytes = true }
            let bytes = span.withUnsafeBufferPointer { Array($0) }
            guard case .bytes(var before) = events.last else { return events.append(.bytes(bytes)) }
            // Without the copy that a second owner would cost: a form may come in thousands of chunks.
            events.removeLast()
            before += bytes
            events.append(.bytes(before))
        }
    }
}

extension Reading.Event: CustomStringConvertible {
    var description: String {
        switch self {
        case .began(let part): "began \(part.name) \(part.fileName ?? "-") \(part.contentType ?? "-")"
        case .bytes(let bytes): "bytes \(String(decoding: bytes, as: UTF8.self).debugDescription)"
        case .ended: "ended"
        case .finished: "finished"
        }
    }
}

extension MultipartBoundary {
    /// `boundary`.
    static let sample = MultipartBoundary(contentType: "multipart/form-data; boundary=boundary")!
}
