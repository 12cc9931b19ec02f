import Foundation
import Records
import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// Erases what was kept as long as it may be: photos by their collections' retention, from the day they were enrolled, and
    /// what the policy says of payloads, ended requests, probes, results and sealed templates. Photos stay out of their collection
    /// when the folder is indexed again.
    ///
    /// May be stopped at any instant: what is begun is finished by the next run.
    /// - Parameter progress: photos done, of so many.
    /// - Throws: `role.missing`, `home.locked`, `log.…`, `records.…`; `CancellationError` when the task was cancelled.
    public func runRetention(
        as actor: Actor, progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> RetentionReport {
        try look(as: actor, .runRetention) { _ in }
        return try await runRetention(by: actor, progress)
    }

    /// The same without anybody: what a server does each day.
    /// - Throws: as ``runRetention(as:progress:)``.
    public func runDueRetention() async throws -> RetentionReport {
        try await passTime()
        return try await runRetention(by: nil) { _, _ in }
    }

    private func runRetention(
        by actor: Actor?, _ progress: @Sendable (_ done: Int, _ total: Int) -> Void
    ) async throws -> RetentionReport {
        let lock = try HomeLock(of: self)
        defer { withExtendedLifetime(lock) {} }
        try await finishErasures()
        try removeUnknownTemplates()
        let key = SuppressionKey(try records.look { try $0.suppressionKey() })
        let erasure = PseudonymousID.random().text
        if actor != nil { try await passTime() }
        let (report, now) = try await change { records in
            let deed = try actor.map { try self.deed(by: $0, .runRetention, records) }
            let now = try deed?.now ?? self.moment(records)
            let limits = RetentionLimits(try Self.policy(records, self.profile).policy, at: now)
            var report = RetentionReport(parts: try limits.due(records))
            report.openings = try records.eraseOpenings(before: limits.payloads, but: Self.namesOfNobody)
            for request in try records.requests(endedBefore: limits.payloads) {
                try records.erase(request)
                // Older ones went above, unless a clock was ahead when they were recorded.
                report.openings += try records.eraseOpenings(about: [request.rawValue])
                report.requests += 1
            }
            report.probes = try records.eraseExpiredProbes(before: limits.probes)
            report.results = try records.eraseExpiredResults(before: limits.results)
            report.templates = try records.eraseExpiredTemplates(
                before: limits.templates, condemned: limits.condemnedTemplates)
            if !report.isEmpty {
                try records.begin(
                    ErasureRecord(ref: erasure, account: actor?.account, reason: "retention", begun: now))
            }
            // A day on which nothing was due is no entry of its own, unless somebody asked.
            guard actor != nil || !report.isEmpty else { return (report, now) }
            try records.tell(
                .retentionRun, at: now, actor.map { ["account": $0.account.rawValue] } ?? [:],
                [
                    "account": actor.map { .string($0.name) } ?? .null,
                    "photos": try .integer(report.total.photos), "faces": try .integer(report.total.faces),
                    "openings": try .integer(report.openings), "probes": try .integer(report.probes),
                    "results": try .integer(report.results), "templates": try .integer(report.templates),
                    "requests": try .integer(report.requests),
                ])
            return (report, now)
        }
        guard !report.isEmpty else { return report }
        var removal = TemplateRemoval(self)
        var done = 0
        for part in report.parts {
            // Stopped, it ends what is begun: below.
            while try !Task.isCancelled
                && eraseBatch(part.collection, now, for: erasure, key, &removal, counting: &done)
            {
                progress(done, report.total.photos)
            }
        }
        try await endErasures()
        try Task.checkCancellation()
        return report
    }

    /// What ``runRetention(as:progress:)`` would erase.
    public func previewRetention(as actor: Actor) throws -> RetentionReport {
        try look(as: actor, .runRetention) { deed in
            let limits = RetentionLimits(deed.policy, at: deed.now)
            var report = RetentionReport(parts: try limits.due(deed.records))
            report.openings = try deed.records.openings(before: limits.payloads)
            report.requests = try deed.records.requests(endedBefore: limits.payloads).count
            report.probes = try deed.records.expiredProbes(before: limits.probes)
            report.results = try deed.records.expiredResults(before: limits.results)
            report.templates = try deed.records.expiredTemplates(
                before: limits.templates, condemned: limits.condemnedTemplates)
            return report
        }
    }

    /// What organisations and units are called is about nobody, and figures of later years name them.
    private static let namesOfNobody = [EventType.organisationCreated, .unitCreated].map(\.rawValue)

    /// Photos that are marked, removed and deleted together.
    private static let batch = 500

    /// Returns false when nothing was left to erase.
    private func eraseBatch(
        _ collection: CollectionRecord, _ now: Date, for erasure: String, _ key: SuppressionKey,
        _ removal: inout TemplateRemoval, counting done: inout Int
    ) throws -> Bool {
        let marked = try records.transaction { records in
            let due = try records.photos(
                in: collection.id, enrolledBefore: RetentionLimits.end(of: collection, at: now), limit: Self.batch)
            let photos = try records.erasable(due)
            try records.mark(photos: photos, for: erasure)
            for photo in photos { try records.expire(content: key.content(photo.sha256), in: collection.id) }
            return photos.count
        }
        guard marked > 0 else { return false }
        try removal.removeMarked()
        done += marked
        return true
    }
}

/// The moments before which something was kept long enough.
struct RetentionLimits {
    let now: Date
    /// A request's record says what its entries' payloads do, and goes with the last of them.
    let payloads: Date
    let probes: Date
    let results: Date
    let templates: Date
    /// Two days: since then the rules, which are applied each day, have seen a search.
    let condemnedTemplates: Date

    init(_ policy: Policy, at now: Date) {
        self.now = now
        payloads = Self.moment(policy.payloadRetentionDays, before: now)
        probes = Self.moment(policy.probeRetentionDays, before: now)
        results = Self.moment(policy.resultRetentionDays, before: now)
        templates = Self.moment(policy.signals.templateDays, before: now)
        condemnedTemplates = Self.moment(2, before: now)
    }

    /// Photos enrolled before this have been in the collection long enough.
    static func end(of collection: CollectionRecord, at now: Date) -> Date {
        moment(collection.retentionDays, before: now)
    }

    /// Of every organisation's collections, also those that are closed.
    func due(_ records: RecordTransaction) throws -> [RetentionReport.Part] {
        try records.collections().compactMap { collection in
            let counts = try records.counts(in: collection.id, enrolledBefore: Self.end(of: collection, at: now))
            return counts.photos > 0 ? RetentionReport.Part(collection: collection, counts: counts) : nil
        }
    }

    private static func moment(_ days: Int, before now: Date) -> Date {
        now.addingTimeInterval(-86_400 * TimeInterval(days))
    }
}
