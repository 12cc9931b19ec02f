public import FaceSearch
import Foundation
import Vocabulary

/// A whole pack as one tar archive, to be unpacked into a folder named as it. While somebody holds it, its files lie in the home
/// and have no name there.
public final class EvidenceArchive: Sendable {
    /// A pack of so many entries takes some 150 MB.
    public static let mostEntries = 100_000
    private static let partSize = 128 << 10

    private enum Piece: Sendable {
        case bytes([UInt8])
        case file(UnnamedFile, bytes: Int)
    }

    public let manifest: PackManifest
    /// Of the folder that it unpacks into.
    public let name: String
    /// In bytes.
    public let length: Int
    private let pieces: [Piece]

    init(_ output: PackOutput, _ manifest: PackManifest) throws {
        self.manifest = manifest
        name = "evidence-\(manifest.pack)"
        var pieces = [Piece.bytes(TapeArchive.header("\(name)/", bytes: 0, at: manifest.exported))]
        var length = TapeArchive.block
        for file in PackFile.allCases {
            guard let unnamed = output.unnamed[file], let bytes = output.files[file]?.bytes else { continue }
            guard bytes < TapeArchive.mostBytes else { throw Home.tooLarge(Self.mostEntries) }
            let padding = TapeArchive.padding(after: bytes)
            pieces += [
                .bytes(TapeArchive.header("\(name)/\(file.rawValue)", bytes: bytes, at: manifest.exported)),
                .file(unnamed, bytes: bytes), .bytes(padding),
            ]
            length += TapeArchive.block + bytes + padding.count
        }
        pieces.append(.bytes(TapeArchive.end))
        self.pieces = pieces
        self.length = length + TapeArchive.end.count
    }

    /// Its bytes in order, at most 128 KiB at a time.
    public var parts: Parts { Parts(self) }

    public struct Parts {
        private let archive: EvidenceArchive
        private var piece = 0
        private var place = 0

        fileprivate init(_ archive: EvidenceArchive) { self.archive = archive }

        /// Nil at the end.
        /// - Throws: `evidence.unwritable` when the disk does not give back what was written.
        public mutating func next() throws -> [UInt8]? {
            while piece < archive.pieces.count {
                switch archive.pieces[piece] {
                case .bytes(let bytes):
                    piece += 1
                    if !bytes.isEmpty { return bytes }
                case .file(let file, let bytes):
                    let count = min(EvidenceArchive.partSize, bytes - place)
                    guard count > 0 else {
                        (piece, place) = (piece + 1, 0)
                        continue
                    }
                    guard let part = file.read(count, at: place) else { throw PackOutput.unwritable }
                    place += count
                    return part
                }
            }
            return nil
        }
    }
}

extension Home {
    /// An evidence pack as an archive, for whoever has no folder beside the home. See ``exportEvidence(_:to:as:progress:)``.
    /// - Throws: also `evidence.too-large` above ``EvidenceArchive/mostEntries``.
    public func exportEvidenceArchive(_ request: EvidenceRequest, as actor: Actor) async throws -> EvidenceArchive {
        let (output, manifest) = try await exportEvidence(
            request, atMost: EvidenceArchive.mostEntries, to: PackOutput(unnamedIn: directory), as: actor)
        return try EvidenceArchive(output, manifest)
    }
}
