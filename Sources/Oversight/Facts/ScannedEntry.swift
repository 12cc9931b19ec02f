package import FaceSearch
import Foundation
import TransparencyLog

/// An entry of the log as it is read by the million: the same as ``LoggedEvent``, without a text for each part.
///
/// Entries are canonical JSON, so each has its members in one order and one spelling. Whatever is spelled otherwise is read
/// by ``LoggedEvent``, which decides.
package struct ScannedEntry {
    /// Nil: a type of a later version.
    package let type: EventType?
    /// Seconds since 1970.
    package let at: Int64
    package let ids: [(name: IDName, id: RandomID)]
    package let hasCommitment: Bool

    /// What an id of an entry stands for: all that docs/ledger.md names, so that none makes its entry slow to read.
    package enum IDName: String, CaseIterable, Sendable {
        case account, subject, organisation, unit, authorisation, requester, search, outcome, collection, grant, person,
            request, signal, look, report, pack, token, erasure
        case caseFile = "case"
    }

    /// Nil when the bytes are no event.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let entry = ScannedEntry(scanning: bytes) ?? ScannedEntry(reading: bytes) else { return nil }
        self = entry
    }

    /// Fast. Nil when it is not spelled as expected, or names what only a later version knows.
    package init?(scanning bytes: UnsafeRawBufferPointer) {
        var scanner = EntryScanner(bytes)
        guard let entry = scanner.entry() else { return nil }
        self = entry
    }

    /// Carefully. Nil when the bytes are no event.
    package init?(reading bytes: UnsafeRawBufferPointer) {
        guard let event = LoggedEvent(Array(bytes)) else { return nil }
        type = EventType(rawValue: event.type)
        at = Int64(event.time.timeIntervalSince1970)
        ids = event.ids.compactMap { name, id in
            guard let name = IDName(rawValue: name), let id = RandomID(id.text) else { return nil }
            return (name, id)
        }
        hasCommitment = event.commitment != nil
    }

    fileprivate init(type: EventType?, at: Int64, ids: [(name: IDName, id: RandomID)], hasCommitment: Bool) {
        self.type = type
        self.at = at
        self.ids = ids
        self.hasCommitment = hasCommitment
    }

    func callAsFunction(_ name: IDName) -> RandomID? { ids.first { $0.name == name }?.id }
}

private struct EntryScanner {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    private static let types = Dictionary(
        uniqueKeysWithValues: EventType.allCases.map { (Array($0.rawValue.utf8), $0) })
    private static let names = ScannedEntry.IDName.allCases.map { (Array($0.rawValue.utf8), $0) }

    /// Nil when it is not spelled as expected.
    mutating func entry() -> ScannedEntry? {
        guard take("{") else { return nil }
        var hasCommitment = false
        if take("\"commitment\":\"") {
            guard let text = word(), text.count == 64, take("\",") else { return nil }
            hasCommitment = true
        }
        guard take("\"ids\":{") else { return nil }
        var ids: [(name: ScannedEntry.IDName, id: RandomID)] = []
        while !take("}") {
            if !ids.isEmpty { guard take(",") else { return nil } }
            guard take("\""), let name = word(), take("\":\""), let digits = word(), take("\""),
                let id = RandomID(digits: UnsafeRawBufferPointer(rebasing: digits))
            else { return nil }
            // A name of a later version: left to the careful reader.
            guard let known = Self.names.first(where: { $0.0.elementsEqual(name) }) else { return nil }
            ids.append((known.1, id))
        }
        guard take(",\"time\":\""), let at = moment(), take("\",\"type\":\""), let type = word(),
            take("\",\"v\":1}"), place == bytes.count, let known = Self.types[Array(type)]
        else { return nil }
        return ScannedEntry(type: known, at: at, ids: ids, hasCommitment: hasCommitment)
    }

    private mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count - place >= count, memcmp(bytes.baseAddress! + place, text.utf8Start, count) == 0 else {
            return false
        }
        place += count
        return true
    }

    /// Up to the next quotation mark; without escapes.
    private mutating func word() -> Slice<UnsafeRawBufferPointer>? {
        let start = place
        while place < bytes.count, bytes[place] != 0x22 {
            guard bytes[place] != 0x5C else { return nil }
            place += 1
        }
        return place < bytes.count ? bytes[start..<place] : nil
    }

    /// `2026-11-21T18:23:07Z`, by the days of the proleptic Gregorian calendar.
    private mutating func moment() -> Int64? {
        guard let text = word(), text.count == 20 else { return nil }
        func number(_ from: Int, _ count: Int) -> Int64? {
            var number: Int64 = 0
            for digit in text.dropFirst(from).prefix(count) {
                guard (0x30...0x39).contains(digit) else { return nil }
                number = number * 10 + Int64(digit - 0x30)
            }
            return number
        }
        guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2), let hour = number(11, 2),
            let minute = number(14, 2), let second = number(17, 2), (1...12).contains(month), (1...31).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        // Years begin in March here, so that the day that comes and goes is the last.
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let ofEra = shifted % 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let days = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + dayOfYear - 719_468
        return ((days * 24 + hour) * 60 + minute) * 60 + second
    }
}
