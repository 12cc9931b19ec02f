public import FaceSearch
public import Foundation
import Records
public import TransparencyLog
import Vocabulary

/// What a pack is and holds. As a signed note: a line that says what kind of note it is, and one of canonical JSON.
public struct PackManifest: Hashable, Sendable {
    public enum Scope: Hashable, Sendable {
        case period(Period)
        /// - Parameter reference: as the organisation has it; nil where it was withheld.
        case caseFile(String, reference: String?)
    }

    /// How many entries there are, and of which kinds.
    public struct Counts: Hashable, Sendable {
        /// Lines of `entries.jsonl`.
        public var all = 0
        public var disclosed = 0
        public var erased = 0
        public var withheld = 0
        public var empty = 0
        public init() {}
    }

    public struct File: Hashable, Sendable {
        public let bytes: Int
        /// 64 hexadecimal digits.
        public let sha256: String
    }

    public let pack: String
    public let scope: Scope
    public let origin: String
    public let head: TreeHead
    /// A period's: the places in the log, without those that only show that the edges are the edges. A case's: from the lowest
    /// place of any entry to the highest.
    public let range: Range<Int>
    /// How many entries from before a period say on whose word its searches ran; nil of a case.
    public let earlier: Int?
    public let counts: Counts
    /// Who exported it.
    public let account: String
    public let exported: Date
    /// Where the log says so.
    public let exportEntry: Int
    public let files: [String: File]
    /// SHA-256 of `index.html` without its data, in hexadecimal.
    public let page: String

    static let format = "likeness-evidence/1"

    /// `556 entries of the period, 3 earlier ones that its searches rest on, and 3 beside these (its edges and this export)`; nil of a case.
    public var periodInWords: String? {
        guard let earlier else { return nil }
        func entries(_ count: Int) -> String { "\(count) \(count == 1 ? "entry" : "entries")" }
        let grounds =
            earlier == 0 ? "" : ", \(earlier) earlier \(earlier == 1 ? "one" : "ones") that its searches rest on"
        return
            "\(entries(range.count)) of the period\(grounds), and \(counts.all - range.count - earlier) beside these "
            + "(its edges and this export)"
    }
}

extension PackManifest {
    /// The second line of the note, without its newline.
    var json: String {
        get throws(LogError) {
            var scope: [(String, JSONValue)]
            switch self.scope {
            case .period(let period):
                scope = [
                    ("kind", .string("period")), ("period", .string(period.text)),
                    ("from", .string(Self.time(period.from))),
                    ("to", .string(Self.time(period.to))),
                ]
            case .caseFile(let id, let reference):
                scope = [("kind", .string("case")), ("case", .string(id))]
                if let reference { scope.append(("reference", .string(reference))) }
            }
            var listed: [(String, JSONValue)] = []
            for (name, file) in files {
                listed.append(
                    (
                        name,
                        .object(
                            try JSONObject([("bytes", try .integer(file.bytes)), ("sha256", .string(file.sha256))]))
                    ))
            }
            var entries: [(String, JSONValue)] = [
                ("count", try .integer(counts.all)), ("disclosed", try .integer(counts.disclosed)),
                ("erased", try .integer(counts.erased)), ("withheld", try .integer(counts.withheld)),
                ("empty", try .integer(counts.empty)), ("first", try .integer(range.lowerBound)),
                ("end", try .integer(range.upperBound)),
            ]
            if let earlier { entries.append(("earlier", try .integer(earlier))) }
            let exported: [(String, JSONValue)] = [
                ("account", .string(account)), ("time", .string(Self.time(self.exported))),
                ("entry", try .integer(exportEntry)),
            ]
            let members: [(String, JSONValue)] = [
                ("format", .string(Self.format)), ("pack", .string(pack)), ("scope", .object(try JSONObject(scope))),
                ("log", .string(origin)), ("size", try .integer(head.size)), ("root", .string(head.root.description)),
                ("entries", .object(try JSONObject(entries))), ("exported", .object(try JSONObject(exported))),
                ("files", .object(try JSONObject(listed))), ("page", .string(page)),
            ]
            return String(decoding: try CanonicalJSON.bytes(of: .object(JSONObject(members))), as: UTF8.self)
        }
    }

    /// - Parameter text: a note's.
    /// - Throws: ``LogError`` `log.malformed`.
    init(parsing text: String) throws(LogError) {
        guard text.utf8.starts(with: Home.evidenceHeader.utf8), text.utf8.last == 0x0A else {
            throw LogError(.malformed, "it is no evidence pack's of version 1")
        }
        let object = try PackObject(parsing: text.utf8.dropFirst(Home.evidenceHeader.utf8.count).dropLast())
        guard try object.text("format") == Self.format else { throw LogError(.malformed, "“format” is another") }
        pack = try object.text("pack")
        origin = try object.text("log")
        guard let root = MerkleHash(base64: try object.text("root").utf8) else {
            throw LogError(.malformed, "“root” is no hash")
        }
        head = TreeHead(size: try object.whole("size"), root: root)
        scope = try Self.scope(object.object("scope"))
        let entries = try object.object("entries")
        let (first, end) = (try entries.whole("first"), try entries.whole("end"))
        guard first <= end, end <= head.size else {
            throw LogError(.malformed, "“first”, “end” and “size” do not agree")
        }
        range = first..<end
        if case .period = scope { earlier = try entries.whole("earlier") } else { earlier = nil }
        var counts = Counts()
        counts.all = try entries.whole("count")
        counts.disclosed = try entries.whole("disclosed")
        counts.erased = try entries.whole("erased")
        counts.withheld = try entries.whole("withheld")
        counts.empty = try entries.whole("empty")
        self.counts = counts
        let exported = try object.object("exported")
        account = try exported.text("account")
        self.exported = try Self.date(exported.text("time"))
        exportEntry = try exported.whole("entry")
        page = try object.text("page")
        let listed = try object.object("files")
        var files: [String: File] = [:]
        for name in listed.names {
            let file = try listed.object(name)
            files[name] = File(bytes: try file.whole("bytes"), sha256: try file.text("sha256"))
        }
        self.files = files
        guard PseudonymousID(pack) != nil, PseudonymousID(account) != nil else {
            throw LogError(.malformed, "“pack” or “account” is no id")
        }
        // Nothing besides, and nothing said in another way.
        let written = Home.evidenceHeader + (try json) + "\n"
        guard text.utf8.elementsEqual(written.utf8) else {
            throw LogError(.malformed, "it has members that this version does not know, or writes one differently")
        }
    }

    private static func scope(_ object: PackObject) throws(LogError) -> Scope {
        switch try object.text("kind") {
        case "period":
            guard let period = try? Period(parsing: object.text("period")) else {
                throw LogError(.malformed, "“period” is none")
            }
            return .period(period)
        case "case":
            let id = try object.text("case")
            guard PseudonymousID(id) != nil else { throw LogError(.malformed, "“case” is no id") }
            return .caseFile(id, reference: object.has("reference") ? try object.text("reference") : nil)
        default: throw LogError(.malformed, "“kind” is another word")
        }
    }

    private static func time(_ date: Date) -> String { date.formatted(.iso8601) }

    private static func date(_ text: String) throws(LogError) -> Date {
        guard let date = try? Date(text, strategy: .iso8601) else { throw LogError(.malformed, "“time” is none") }
        return date
    }
}
