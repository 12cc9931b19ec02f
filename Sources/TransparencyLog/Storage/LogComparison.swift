/// Where two copies of a log part: for an auditor who kept an export.
public enum LogComparison {
    /// - Returns: the index of the first entry that is not the same in both; nil when one is a beginning of the other.
    /// - Throws: ``LogError`` `log.damaged`, `log.storage`.
    public static func firstDifference(_ one: PublishedLog, _ other: PublishedLog) throws -> Int? {
        let common = try min(one.checkpoint().checkpoint.size, other.checkpoint().checkpoint.size)
        for first in stride(from: 0, to: common, by: Tile.width) {
            let tile = Tile(level: 0, index: first / Tile.width, count: min(Tile.width, common - first))
            let (ours, theirs) = (try one.hashes(of: tile), try other.hashes(of: tile))
            if let offset = ours.indices.first(where: { ours[$0] != theirs[$0] }) { return first + offset }
        }
        return nil
    }
}
