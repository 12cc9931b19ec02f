import FaceSearch
import Foundation
import TransparencyLog

extension History {
    /// Reads the log's next entry.
    /// - Parameters:
    ///   - entry: its bytes, as the log has them.
    ///   - payload: the canonical JSON that it commits to; nil when there is none, or it was erased.
    public mutating func read(_ entry: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer?) {
        defer { size += 1 }
        guard let scanned = ScannedEntry(entry), let type = scanned.type else {
            unknown += 1
            return
        }
        var one = Occurrence(index: Int32(size), at: scanned.at, type: type)
        if let last = occurrences.last, last.at > one.at { isAscending = false }
        for (name, id) in scanned.ids {
            let number = number(for: id)
            switch name {
            case .account: one.account = number
            case .requester: if one.account < 0 { one.account = number }
            case .subject, .person, .request, .signal, .report, .pack, .token, .grant: one.subject = number
            case .organisation: one.organisation = number
            case .unit: one.unit = number
            case .authorisation: one.authorisation = number
            case .caseFile: one.caseFile = number
            case .search: one.search = number
            case .collection: one.collection = number
            case .outcome, .look, .erasure: break
            }
        }
        if scanned.hasCommitment, payload == nil { one.flags.insert(.isErased) }
        note(&one, payload.flatMap { Self.object($0) } ?? [:])
        // Whatever is done is counted where whoever does it belongs.
        if one.organisation < 0, let account = accounts[one.account] ?? accounts[one.subject] {
            one.organisation = account.organisation
            one.unit = account.unit
        }
        occurrences.append(one)
    }

    /// Reads the log's next entry.
    public mutating func read(_ entry: [UInt8], payload: [UInt8]?) {
        entry.withUnsafeBytes { entry in
            guard let payload else { return read(entry, payload: nil) }
            payload.withUnsafeBytes { read(entry, payload: $0) }
        }
    }

    private static func object(_ payload: UnsafeRawBufferPointer) -> JSONObject? {
        guard case .object(let object)? = try? CanonicalJSON.parse(Array(payload)) else { return nil }
        return object
    }

    mutating func number(for id: RandomID) -> Int32 {
        if let number = numbers[id] { return number }
        let number = Int32(ids.count)
        ids.append(id)
        numbers[id] = number
        return number
    }

    mutating func wordNumber(for word: String?) -> Int32 {
        guard let word else { return -1 }
        if let number = wordNumbers[word] { return number }
        let number = Int32(words.count)
        words.append(word)
        wordNumbers[word] = number
        return number
    }

    func refNumbers(in value: JSONValue?) -> [Int32] {
        guard case .array(let refs)? = value else { return [] }
        return refs.compactMap { $0.string.flatMap(RandomID.init).flatMap { numbers[$0] } }
    }
}

extension JSONValue {
    var string: String? { if case .string(let text) = self { text } else { nil } }
    var whole: Int32? { if case .number(let number) = self { Int32(exactly: number) } else { nil } }
    var isTrue: Bool { self == .bool(true) }
    var strings: [String] {
        if case .array(let values) = self { values.compactMap(\.string) } else { [] }
    }
}
