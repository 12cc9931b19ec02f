internal import Synchronization

extension FileGallery {
    /// Takes in what was enrolled, and lets go of what was removed, since a gallery was opened for reading or last refreshed.
    ///
    /// Costs next to nothing when nothing was. After a removal every slot's mark is read; after an enrolment only the new
    /// slots. Of a gallery that is open for writing nothing is to be refreshed.
    ///
    /// - Returns: False when another file lies at the gallery's place by now, or none: open it again.
    /// - Throws: as ``open(directory:model:dimensions:access:)``; the gallery holds what it did then, and may be refreshed again.
    public func refresh() throws -> Bool {
        try seen.withLock { seen in
            guard try file.isInPlace() else { return false }
            let now = try file.commitRecord()
            guard now != seen else { return true }
            let held = table.reading { $0.count }
            guard now.slots >= held, now.slots <= UInt64(Int32.max) else { return false }
            if now.removals != seen.removals {
                let removed = try file.removedSlots(ofFirst: held)
                table.changing { table in for row in removed { table.remove(row: row) } }
            }
            try table.changing { table in try file.append(held..<Int(now.slots), to: &table) }
            seen = now
            return true
        }
    }
}
