import GRDB

/// The form of the records' file: each change to it since the first is one migration, one file.
///
/// A migration that has been released is never edited, removed or moved.
enum RecordFormat {
    /// `LIKE` in ASCII, in the file's header: marks an SQLite file as ours.
    static let applicationID: Int64 = 0x4C49_4B45

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("0001-first-records", migrate: createFirstRecords)
        migrator.registerMigration("0002-people-and-events", migrate: createPeopleAndEvents)
        migrator.registerMigration("0003-reviews-and-outcomes", migrate: createReviewsAndOutcomes)
        migrator.registerMigration("0004-erasure-and-sealing", migrate: createErasureAndSealing)
        migrator.registerMigration("0005-outcomes-of-a-candidate", migrate: addCandidatesToOutcomes)
        migrator.registerMigration("0006-desk", migrate: createDesk)
        migrator.registerMigration("0007-erasure-by-nobody", migrate: allowErasureByNobody)
        migrator.registerMigration("0008-collection-sizes", migrate: keepCollectionSizes)
        migrator.registerMigration("0009-probes-by-number", migrate: numberProbes)
        migrator.registerMigration("0010-units", migrate: createUnits)
        migrator.registerMigration("0011-rights", migrate: createRights)
        migrator.registerMigration("0012-signals", migrate: createSignals)
        migrator.registerMigration("0013-witnesses", migrate: createWitnesses)
        migrator.registerMigration(
            "0014-interrupted-request-searches", migrate: noteInterruptedRequestSearches)
        migrator.registerMigration(
            "0015-templates-of-request-searches", migrate: keepTemplatesOfRequestSearches)
        return migrator
    }
}
