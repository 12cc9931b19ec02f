import FaceSearch
import Foundation
import Hummingbird
import Records
import Rules
import Vocabulary

/// Sealed persons, protected persons, and retention.
enum ProtectionPages {
    static let routes: [Route] = [
        .get("/sealed", for: .duty(.sealPerson)) { try sealed($0) },
        .post("/sealed", for: .duty(.sealPerson), .photo) { visit in
            do {
                guard let photo = visit.form.photo else { throw Failure.malformedForm }
                let threshold = visit.form["threshold"].flatMap { Float($0) } ?? Home.sealingThreshold
                let (home, analyzer, actor) = (visit.home, visit.desk.analyzer, try visit.actor)
                let reason = visit.form.text("reason")
                _ = try await visit.desk.photos.pass {
                    try await home.seal(photo, reason: reason, threshold: threshold, as: actor, with: analyzer)
                }
                return visit.see("/sealed", .sealed)
            } catch let failure as Failure where failure.code.kind != .environment {
                return try sealed(visit, failure)
            }
        },
        .post("/sealed/:person/lift", for: .duty(.sealPerson)) { visit in
            try await visit.home.liftSeal(
                SealedPersonRef(try visit.id("person")), reason: visit.form.text("reason"), as: visit.actor)
            return visit.see("/sealed", .lifted)
        },
        .get("/protected", for: .duty(.sealPerson)) { try protected($0) },
        .post("/protected", for: .duty(.sealPerson), .photo) { visit in
            do {
                guard let photo = visit.form.photo else { throw Failure.malformedForm }
                let (home, analyzer, actor) = (visit.home, visit.desk.analyzer, try visit.actor)
                let (feared, reason) = (visit.form["feared"], visit.form.text("reason"))
                _ = try await visit.desk.photos.pass {
                    try await home.protect(photo, feared: feared, reason: reason, as: actor, with: analyzer)
                }
                return visit.see("/protected", .protected)
            } catch let failure as Failure where failure.code.kind != .environment {
                return try protected(visit, failure)
            }
        },
        .post("/protected/:person/end", for: .duty(.sealPerson)) { visit in
            try await visit.home.endProtection(
                of: ProtectedPersonRef(try visit.id("person")), reason: visit.form.text("reason"), as: visit.actor)
            return visit.see("/protected", .protectionEnded)
        },
        .get("/retention", for: .duty(.runRetention)) { try retention($0) },
        .post("/retention", for: .duty(.runRetention)) { visit in
            _ = try await visit.home.runRetention(as: visit.actor)
            return visit.see("/retention", .retention)
        },
    ]

    private static func sealed(_ visit: Visit, _ failure: Failure? = nil) throws -> Response {
        try visit.page(
            "sealed", "Sealed persons",
            fields([
                "persons": try visit.home.sealedPersons(as: visit.actor).map { person, faces, photos in
                    [
                        "id": person.ref.rawValue, "href": "/sealed/\(person.ref.rawValue)",
                        "at": Words.moment(person.sealed), "reason": person.reason,
                        "faces": "\(faces) \(faces == 1 ? "face" : "faces")",
                        "photos": "\(photos) \(photos == 1 ? "photo" : "photos")",
                        "threshold": String(format: "%.2f", person.threshold),
                    ] as Fields
                },
                "threshold": visit.form["threshold"] ?? String(format: "%.2f", Home.sealingThreshold),
                "error": failure.map { "\($0.reason) \($0.remedy)" },
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func protected(_ visit: Visit, _ failure: Failure? = nil) throws -> Response {
        try visit.page(
            "protected", "Protected persons",
            fields([
                "persons": try visit.home.protectedPersons(as: visit.actor).map { person, feared in
                    fields([
                        "id": person.ref.rawValue, "href": "/protected/\(person.ref.rawValue)",
                        "at": Words.moment(person.added), "reason": person.reason, "feared": feared,
                    ])
                },
                "form": fields(["feared": visit.form["feared"], "reason": visit.form["reason"]]),
                "error": failure.map { "\($0.reason) \($0.remedy)" },
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func retention(_ visit: Visit) throws -> Response {
        let report = try visit.home.previewRetention(as: visit.actor)
        let policy = try visit.home.policy().policy
        var due: [Fields] = report.parts.map { part in
            [
                "what": "Photos of \(part.collection.name)",
                "detail": "\(Words.number(part.counts.faces)) faces in them",
                "keptFor": "\(part.collection.retentionDays) days", "count": Words.number(part.counts.photos),
            ]
        }
        func add(_ what: String, _ days: Int, _ count: Int) {
            guard count > 0 else { return }
            due.append(["what": what, "keptFor": "\(days) days", "count": Words.number(count)])
        }
        add("Probes", policy.probeRetentionDays, report.probes)
        add("Results of searches", policy.resultRetentionDays, report.results)
        add("Sealed templates of probes", policy.signals.templateDays, report.templates)
        add("What entries of the log stand for", policy.payloadRetentionDays, report.openings)
        add("Ended requests of people about themselves", policy.payloadRetentionDays, report.requests)
        return try visit.page(
            "retention", "Retention",
            [
                "summary": "What was kept as long as it may be is erased, and that is logged.", "hasDue": !due.isEmpty,
                "due": due, "nextDue": "Everything is within its time.",
                "runs": try visit.home.retentionRuns(as: visit.actor).map { run in
                    ["text": "Retention was run", "at": Words.moment(run.at), "by": run.by] as Fields
                },
            ])
    }
}
