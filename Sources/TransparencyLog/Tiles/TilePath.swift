/// What a path of a tiled log names (C2SP tlog-tiles): a tile of hashes or a bundle of entries.
public enum TilePath: Hashable, Sendable {
    case hashes(Tile)
    /// Entries from `index * 256` on, `count` of them: 1 to 256.
    case entries(index: Int, count: Int)

    /// Highest level that the format has.
    public static let maximumLevel = 63

    /// The path below the log's top: `tile/0/x001/234.p/5`, `tile/entries/000`.
    public var path: String {
        switch self {
        case .hashes(let tile): tile.path
        case .entries(let index, let count): Tile.entriesPath(index, count: count)
        }
    }

    /// - Parameter path: what a client asks for; nothing but the one way to write a path is taken.
    /// - Throws: ``LogError`` `.malformed`.
    public init(parsing path: String) throws {
        guard let parsed = Self.parse(path.utf8), parsed.path.utf8.elementsEqual(path.utf8) else {
            throw LogError(.malformed, "not the path of a tile")
        }
        self = parsed
    }

    /// Every canonical path, and some others.
    private static func parse(_ path: String.UTF8View) -> TilePath? {
        var elements = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
        guard elements.popFirst()?.elementsEqual("tile".utf8) == true, let kind = elements.popFirst() else {
            return nil
        }

        var count = Tile.width
        if let last = elements.last, let marked = elements.dropLast().last, marked.suffix(2).elementsEqual(".p".utf8) {
            guard let partial = Int(decimal: last), (1..<Tile.width).contains(partial) else { return nil }
            count = partial
            elements = elements.dropLast(2) + [marked.dropLast(2)]
        }

        var index = 0
        guard !elements.isEmpty else { return nil }
        for element in elements {
            let digits = element.first == UInt8(ascii: "x") ? element.dropFirst() : element
            let (shifted, tooLarge) = index.multipliedReportingOverflow(by: 1000)
            guard digits.count == 3, !tooLarge, let group = Int(digits: digits) else { return nil }
            let (sum, overflow) = shifted.addingReportingOverflow(group)
            guard !overflow else { return nil }
            index = sum
        }

        if kind.elementsEqual("entries".utf8) { return .entries(index: index, count: count) }
        guard let level = Int(decimal: kind), level <= maximumLevel else { return nil }
        return .hashes(Tile(level: level, index: index, count: count))
    }
}
