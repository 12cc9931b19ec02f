package import FaceSearch
import Records

/// What a retention run erased, or would, as JSON (docs/json.md), and as lines.
package struct RetentionOutput: Encodable {
    package struct Part: Encodable {
        let collection: String
        let photos: Int
        let faces: Int
        let files: Int
    }

    let dryRun: Bool
    let erased: [Part]
    let openings: Int
    let requests: Int
    let probes: Int
    let results: Int
    let templates: Int

    package init(_ report: RetentionReport, dryRun: Bool) {
        self.dryRun = dryRun
        erased = report.parts.map {
            Part(
                collection: $0.collection.name, photos: $0.counts.photos, faces: $0.counts.faces, files: $0.counts.files
            )
        }
        openings = report.openings
        requests = report.requests
        probes = report.probes
        results = report.results
        templates = report.templates
    }

    package var lines: [String] {
        let verb = dryRun ? "Would erase" : "Erased"
        var lines = erased.map {
            "\(verb) from \($0.collection): \(counted($0.photos, "photo")) with \(counted($0.faces, "face")), at \(counted($0.files, "path"))."
        }
        let others = [
            (openings, counted(openings, "payload") + " behind the log's entries"), (probes, counted(probes, "probe")),
            (requests, counted(requests, "ended request") + " of people about themselves"),
            (results, counted(results, "candidate list")),
            (templates, counted(templates, "sealed template") + " of probes"),
        ].filter { $0.0 > 0 }
        if !others.isEmpty { lines.append("\(verb) \(others.map(\.1).joined(separator: ", ")).") }
        return lines.isEmpty ? ["Nothing was kept longer than it may be."] : lines
    }
}
