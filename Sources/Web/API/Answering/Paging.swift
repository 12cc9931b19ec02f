import Foundation
import Hummingbird
import Vocabulary

/// Part of a list, and the way to the next.
struct Page<Item: Encodable & Described>: Encodable, Described {
    let items: [Item]
    /// What `after` takes; nil at the end.
    var next: String?

    static var schema: Schema {
        .object(["items": .list(of: Item.schema, bounds: ["maxItems": .whole(Paging.most)]), "next": .optional(.text)])
    }
}

/// Which part of a list is asked for.
struct Paging: Sendable {
    static let most = 200
    static let usual = 50

    let limit: Int
    /// The id of the last item before, and how many there were.
    private let after: (id: String, count: Int)?

    static let parameters: [APIOperation.Parameter] = [
        .query(
            "limit", "How many items at most.",
            .plain(["type": "integer", "minimum": 1, "maximum": 200, "default": 50])),
        .query(
            "after", "Where to go on: the `next` of the page before.",
            .plain(["type": "string", "pattern": "^[0-9A-Za-z_=-]+$"])),
    ]

    /// - Throws: `form.malformed`.
    init(_ visit: Visit) throws {
        limit =
            try visit.asked("limit").map { text in
                guard let limit = Int(text), (1...Self.most).contains(limit) else { throw Failure.malformedForm }
                return limit
            } ?? Self.usual
        after = try visit.asked("after").map { cursor in
            guard let data = Data(base64Encoded: cursor.replacing("-", with: "+").replacing("_", with: "/")),
                let text = String(data: data, encoding: .utf8), let space = text.firstIndex(of: " "),
                let count = Int(text[..<space]), count >= 0
            else { throw Failure.malformedForm }
            return (String(text[text.index(after: space)...]), count)
        }
    }

    /// The id of the last item before; nil on the first page.
    var lastID: String? { after?.id }

    /// The part of a list that is at hand as a whole.
    /// - Parameter id: of an item; no two share one.
    func page<Whole, Item>(
        of all: [Whole], id: (Whole) -> String, _ item: (Whole) throws -> Item
    ) rethrows -> Page<Item> {
        let start =
            after.map { after in
                // An item that is gone meanwhile leaves its place.
                all.firstIndex { id($0) == after.id }.map { $0 + 1 } ?? min(after.count, all.count)
            } ?? 0
        let part = all[start...].prefix(limit)
        let isLast = part.endIndex == all.endIndex
        return Page(
            items: try part.map(item),
            next: isLast ? nil : part.last.map { Self.cursor(id($0), part.endIndex) })
    }

    /// The part of a list of which one more than ``limit`` was fetched, after ``lastID``.
    func page<Whole, Item>(
        ofFetched fetched: [Whole], id: (Whole) -> String, _ item: (Whole) throws -> Item
    ) rethrows -> Page<Item> {
        let part = fetched.prefix(limit)
        let count = (after?.count ?? 0) + part.count
        return Page(
            items: try part.map(item),
            next: fetched.count > limit ? part.last.map { Self.cursor(id($0), count) } : nil)
    }

    private static func cursor(_ id: String, _ count: Int) -> String {
        Data("\(count) \(id)".utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
    }
}
