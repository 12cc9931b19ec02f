import Crypto
import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import Rules
import Synchronization
import Vocabulary

/// Has what is sent twice under one `Idempotency-Key` done once (draft-ietf-httpapi-idempotency-key-header). In memory; a
/// failure changed nothing, and is not kept.
final class RepeatedAnswers: Sendable {
    static let keptFor = Duration.seconds(24 * 3600)
    static let most = 1000
    /// A larger answer is kept only as the way to render it again.
    static let mostBytes = 64 << 10
    static let header = HTTPField.Name("Idempotency-Key")!

    private struct Name: Hashable {
        let account: AccountRef
        let key: String
    }

    private struct Entry {
        let fingerprint: [UInt8]
        let begun: ContinuousClock.Instant
        /// Nil while the first one runs.
        var answer: APIAnswer?
    }

    private let entries = Mutex<[Name: Entry]>([:])

    /// - Throws: `idempotency.reused`, `idempotency.running`, `form.malformed`, and what `work` throws.
    func answer(
        _ visit: Visit, _ work: @escaping @Sendable () async throws -> APIAnswer
    ) async throws -> APIAnswer {
        guard let key = try Self.key(of: visit.request) else { return try await work() }
        let name = Name(account: try visit.actor.account, key: key)
        let fingerprint = Self.fingerprint(of: visit)
        if let known = try begin(name, fingerprint) { return try await known.again?(visit) ?? known }
        do {
            // Not ended when the connection breaks: then it is asked for once more.
            let answer = try await Task { try await work() }.value
            end(name, with: answer)
            return answer
        } catch {
            entries.withLock { $0[name] = nil }
            throw error
        }
    }

    private static func key(of request: Request) throws -> String? {
        guard var key = request.headers[header] else { return nil }
        // A structured field's text is quoted.
        if key.count > 1, key.hasPrefix("\""), key.hasSuffix("\"") { key = String(key.dropFirst().dropLast()) }
        guard (8...100).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Failure.malformedForm
        }
        return key
    }

    private static func fingerprint(of visit: Visit) -> [UInt8] {
        var hash = SHA256()
        let parts = [Array(visit.request.uri.string.utf8), visit.body, visit.form.photo ?? [], visit.form.fingerprint]
        for part in parts { hash.update(data: SHA256.hash(data: part).withUnsafeBytes { Array($0) }) }
        return Array(hash.finalize())
    }

    /// - Returns: the answer of the first time; nil when this is it.
    private func begin(_ name: Name, _ fingerprint: [UInt8]) throws -> APIAnswer? {
        try entries.withLock { entries in
            entries = entries.filter { $0.value.answer == nil || ContinuousClock.now - $0.value.begun < Self.keptFor }
            guard let entry = entries[name] else {
                entries[name] = Entry(fingerprint: fingerprint, begun: .now, answer: nil)
                return nil
            }
            guard entry.fingerprint == fingerprint else {
                throw Failure(
                    .idempotencyReused, "The Idempotency-Key was used for something else.",
                    remedy: "Make a new key for each thing that is to be done.")
            }
            guard let answer = entry.answer else {
                throw Failure(
                    .idempotencyRunning, "What was sent under this Idempotency-Key is still being done.",
                    remedy: "Wait a moment, then send it again.")
            }
            return answer
        }
    }

    private func end(_ name: Name, with answer: APIAnswer) {
        var kept = answer
        if kept.again != nil || kept.bytes.count > Self.mostBytes { kept.bytes = [] }
        // Nothing to answer with a second time.
        let isLost = kept.again == nil && kept.bytes.isEmpty && answer.status != .noContent || !answer.isRemembered
        entries.withLock { entries in
            entries[name]?.answer = isLost ? nil : kept
            if isLost { entries[name] = nil }
            let done = entries.filter { $0.value.answer != nil }
            if done.count > Self.most, let oldest = done.min(by: { $0.value.begun < $1.value.begun })?.key {
                entries[oldest] = nil
            }
        }
    }
}
