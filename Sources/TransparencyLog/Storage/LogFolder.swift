/// A log's folder. What anybody may read stands in `public/`, laid out as C2SP tlog-tiles says; the journal and the lock are
/// the writer's own.
struct LogFolder: Sendable {
    let path: String

    init(_ path: String) { self.path = path }

    var publicFolder: String { path + "/public" }
    var journal: String { path + "/journal" }
    var lock: String { path + "/lock" }
    static let checkpoint = "checkpoint"

    /// A public file, by its path below the served folder.
    func published(_ name: String) -> String { publicFolder + "/" + name }
}
