internal import CSimilarity
internal import Vocabulary

/// One search: a scan of every face's codes, then the similarity itself of the few that may be candidates.
struct ExhaustiveSearch {
    let probe: Template
    let codes: QuantisedProbe
    let scope: SearchScope
    let threshold: Float
    let limit: Int

    enum Outcome {
        case hits([GalleryHit])
        /// Another process has removed these rows since they were read.
        case removed(rows: [Int])
    }

    func run(in table: borrowing FaceTable, file: SlotFile) throws -> Outcome {
        try rescore(scan(table), in: table, file: file)
    }

    // Constants of the C side.
    private nonisolated(unsafe) static let scanKernel = similarity_best_scan()!
    private nonisolated(unsafe) static let dotKernel = similarity_best_dot()!

    // MARK: Scan

    /// Faces that a thread takes at a time: their codes stay in its cache, and a chunk divides evenly.
    private static let block = 2048

    private func scan(_ table: borrowing FaceTable) -> [ShortList.Entry] {
        let rows = table.rows(upTo: scope.upTo)
        let admitted = table.admitted(by: scope)
        let chunks = table.chunks
        let lists = Parallel.share((rows + Self.block - 1) / Self.block) { next in
            var list = ShortList(threshold: threshold, limit: limit)
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.block) { dots in
                withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.block) { reaching in
                    while let block = next() {
                        let first = block * Self.block
                        scan(
                            chunks[first / FaceChunk.capacity], rows: first..<min(first + Self.block, rows),
                            admitted: admitted, dots: dots.baseAddress!, reaching: reaching.baseAddress!, into: &list)
                    }
                }
            }
            return list
        }
        var list = ShortList(threshold: threshold, limit: limit)
        for other in lists { list.merge(other) }
        list.tidy()
        return list.entries
    }

    private func scan(
        _ chunk: FaceChunk, rows: Range<Int>, admitted: [Bool], dots: UnsafeMutablePointer<Int32>,
        reaching: UnsafeMutablePointer<UInt32>, into list: inout ShortList
    ) {
        let start = rows.lowerBound % FaceChunk.capacity
        let lanes = Int(SIMILARITY_LANES)
        Self.scanKernel.pointee.run(
            chunk.codes(from: start), (rows.count + lanes - 1) / lanes, codes.codes.count / Int(SIMILARITY_STEP),
            codes.codes, dots)
        let found = similarity_reaching(
            dots, chunk.scales + start, chunk.residuals + start, rows.count, codes.bound, list.cut, reaching)
        for index in 0..<found {
            let offset = Int(reaching[index])
            guard admitted[Int(chunk.collections[start + offset])],
                scope.leavingOut.isEmpty || !scope.leavingOut.contains(FaceID(chunk.faces[start + offset]))
            else { continue }
            let bounds = codes.bounds(
                dot: dots[offset], scale: chunk.scales[start + offset], residual: chunk.residuals[start + offset])
            list.insert(.init(row: rows.lowerBound + offset, lower: bounds.lower, upper: bounds.upper))
        }
    }

    // MARK: Rescoring

    /// The most promising first, until no other can be better than what the list holds.
    private func rescore(
        _ entries: [ShortList.Entry], in table: borrowing FaceTable, file: SlotFile
    ) throws -> Outcome {
        var hits: [GalleryHit] = []
        var removed: [Int] = []
        var best = BestValues(limit: limit)
        try withUnsafeTemporaryAllocation(byteCount: file.layout.size, alignment: 8) { slot in
            defer { slot.wipe() }
            for entry in entries.sorted(by: { $0.upper > $1.upper }) {
                if let least = best.least, entry.upper < least, least > -1 { break }
                let face = table.face(at: entry.row)
                guard let collection = try file.readTemplate(of: face, slot: entry.row, into: slot) else {
                    removed.append(entry.row)
                    continue
                }
                let similarity = Self.similarity(probe.vector, file.layout.vector(in: UnsafeRawBufferPointer(slot)))
                guard similarity >= threshold else { continue }
                best.insert(similarity)
                hits.append(GalleryHit(face: face, collection: collection, similarity: similarity))
            }
        }
        guard removed.isEmpty else { return .removed(rows: removed) }
        hits.sort { ($1.similarity, $0.face) < ($0.similarity, $1.face) }
        return .hits(Array(hits.prefix(limit)))
    }

    private static func similarity(_ probe: [Float], _ face: UnsafePointer<Float>) -> Float {
        min(max(Float(dotKernel.pointee.run(probe, face, probe.count)), -1), 1)
    }
}
