/// A tile of hashes (C2SP tlog-tiles): up to 256 hashes of one level, of which each stands for a subtree of
/// `256^level` entries.
///
/// Its file holds the hashes one after the other.
public struct Tile: Hashable, Sendable {
    /// Hashes of a full tile, and levels of the tree between a tile's hashes and those of the tile above.
    public static let width = 256
    public static let height = 8

    public let level: Int
    public let index: Int
    /// 1 to 256; less than 256 only at the tree's right edge.
    public let count: Int

    public init(level: Int, index: Int, count: Int = Tile.width) {
        self.level = level
        self.index = index
        self.count = count
    }

    /// `tile/<level>/<index>`, partial ones with `.p/<count>`.
    public var path: String { "tile/\(level)/" + Self.numberPath(index, count) }

    /// The file that holds entries `index * 256` and following: `tile/entries/<index>`.
    public static func entriesPath(_ index: Int, count: Int = Tile.width) -> String {
        "tile/entries/" + numberPath(index, count)
    }

    /// The tiles of a tree of `size` entries at one level: how many are full, and how many hashes the last one has.
    public static func extent(level: Int, ofSize size: Int) -> (full: Int, rest: Int) {
        let hashes = size >> (level * height)
        return (hashes / width, hashes % width)
    }

    /// Levels of tiles that a tree of `size` entries has.
    public static func levels(ofSize size: Int) -> Int {
        var levels = 0
        while size >> (levels * height) > 0 { levels += 1 }
        return levels
    }

    /// Groups of three digits, all but the last marked with an x: 1234067 is `x001/x234/067`.
    private static func numberPath(_ index: Int, _ count: Int) -> String {
        var groups: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1000)
            let group = String(repeating: "0", count: 3 - digits.count) + digits
            groups.append(groups.isEmpty ? group : "x" + group)
            rest /= 1000
        } while rest > 0
        return groups.reversed().joined(separator: "/") + (count < width ? ".p/\(count)" : "")
    }
}
