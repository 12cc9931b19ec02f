import FaceSearch
import Foundation
import Hummingbird
import NIOCore
import Records
import Vocabulary

/// Indexing from the desk: only folders below those that whoever runs the machine has named.
enum Indexing {
    static func form(_ visit: Visit, _ path: String, _ failure: Failure?) -> Fields? {
        let roots = visit.desk.settings.roots
        guard !roots.isEmpty else { return nil }
        return fields([
            "href": "\(path)/index", "error": failure.map { "\($0.reason) \($0.remedy)" },
            "roots": roots.enumerated().map { index, root in ["value": "\(index)", "text": root.path] as Fields },
            "isBusy": visit.desk.indexing.isBusy,
        ])
    }

    /// - Throws: `index.outside-roots`, `index.running`, `path.missing`, `form.malformed`.
    static func begin(_ visit: Visit, _ collection: CollectionRecord) throws {
        guard let root = try visit.form.number("root") else { throw Failure.malformedForm }
        try begin(visit, collection, root: root, subfolder: visit.form["subfolder"], table: visit.form.photo)
    }

    /// - Parameters:
    ///   - root: its place among those that were named.
    ///   - table: what `index --metadata` takes.
    static func begin(
        _ visit: Visit, _ collection: CollectionRecord, root number: Int, subfolder: String?, table: [UInt8]?
    ) throws {
        let roots = visit.desk.settings.roots
        guard roots.indices.contains(number) else { throw Failure.malformedForm }
        let root = roots[number].resolvingSymlinksInPath().standardizedFileURL.path
        let folder = subfolder.map { URL(filePath: root).appending(path: $0).path } ?? root
        // As the file system sees it: neither .. nor a link leads out.
        let real = URL(filePath: folder).resolvingSymlinksInPath().standardizedFileURL.path
        guard real == root || real.hasPrefix(root + "/") else {
            throw Failure(
                .indexOutsideRoots, "The folder is not below one that may be indexed.",
                remedy: "Choose another; whoever runs the server names them with --root.")
        }
        let table = try table.flatMap { bytes in
            bytes.isEmpty ? nil : try MetadataTable(String(decoding: bytes, as: UTF8.self), relativeTo: real)
        }
        let request = try IndexRequest(paths: [real], collection: collection.name, metadata: table)
        let (home, analyzer, actor) = (visit.home, visit.desk.analyzer, try visit.actor)
        try visit.desk.indexing.begin(collection.ref) { progress in
            try await home.index(request, as: actor, with: analyzer, progress: progress)
        }
    }

    static func running(_ job: IndexingJobs.Job?, _ path: String) -> Fields? {
        guard let job, job.end == nil else { return nil }
        let total = job.progress.total ?? 0
        return [
            "href": "\(path)/progress", "stopHref": "\(path)/index/stop", "folder": "a folder",
            "began": Words.moment(job.beganAt), "total": "\(max(1, total))", "done": "\(job.progress.done)",
            "text": "\(Words.number(job.progress.done)) of \(Words.number(total)) files",
        ]
    }

    private struct Event: Encodable {
        let done: Int
        let total: Int
        let faces: Int
        let unreadable: Int
        let etaSeconds: Int?
    }

    /// Server-sent events (WHATWG HTML, section 9.2): how a run goes on, until it ends.
    static func progress(_ collection: String, _ desk: Desk) throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/event-stream"],
            body: ResponseBody { writer in
                while let job = desk.indexing.job(of: collection), job.end == nil {
                    try await writer.write(ByteBuffer(string: "event: progress\ndata: \(text(job))\n\n"))
                    try await Task.sleep(for: .milliseconds(500))
                }
                try await writer.write(ByteBuffer(string: "event: end\ndata: {}\n\n"))
                try await writer.finish(nil)
            })
    }

    private static func text(_ job: IndexingJobs.Job) -> String {
        let (progress, total) = (job.progress, job.progress.total ?? 0)
        let spent = (ContinuousClock.now - job.began).inSeconds
        let eta =
            progress.done > 0 && total > progress.done
            ? Int(spent / Double(progress.done) * Double(total - progress.done)) : nil
        let event = Event(
            done: progress.done, total: total, faces: progress.report.enrolledFaces,
            unreadable: progress.report.skipped.count, etaSeconds: eta)
        return (try? JSONEncoder().encode(event)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
