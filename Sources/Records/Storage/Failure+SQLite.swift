import GRDB
import Vocabulary

/// Runs `body`; whatever it throws leaves as a `Failure` without values.
func sayingWhatFailed<Value>(_ body: () throws -> Value) throws(Failure) -> Value {
    do {
        return try body()
    } catch let failure as Failure {
        throw failure
    } catch let error as DatabaseError {
        throw Failure(error)
    } catch {
        throw Failure(
            .recordsFailed, "The records could not be read or written.",
            remedy: "Run `likeness doctor`; report this if it stays.")
    }
}

extension Failure {
    /// Says which SQLite result code stopped the work, and nothing else: SQL, arguments and SQLite's own message
    /// can hold captions, paths and names.
    init(_ error: DatabaseError) {
        let number = error.extendedResultCode.rawValue
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT:
            self = .corruptRecords(number)
        case .SQLITE_FULL:
            self = .fullDisk(number)
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
            self = Failure(
                .recordsBusy, "Another process kept the records locked (SQLite code \(number)).",
                remedy: "Wait until it is done, then try again.")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH:
            self = Failure(
                .recordsNoAccess, "The records cannot be opened or written (SQLite code \(number)).",
                remedy: "Check that you own the home folder and may write there.")
        case .SQLITE_CONSTRAINT:
            self = Failure(
                .recordsConstraint,
                "A record breaks a rule of the records (SQLite code \(number)); nothing was changed.",
                remedy: "Report this: the program should have refused it earlier.")
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE:
            self = .fullDisk(number)
        default:
            self = Failure(
                .recordsFailed, "The records could not be read or written (SQLite code \(number)).",
                remedy: "Check the disk and its messages in the system's log, then try again.")
        }
    }

    static func missingRecords() -> Failure {
        Failure(
            .recordsMissing, "There are no records here.",
            remedy: "Run `likeness init`, or name another home with `--home`.")
    }

    static func corruptRecords(_ number: Int32? = nil) -> Failure {
        Failure(
            .recordsCorrupt,
            "The records are damaged or not Likeness's own" + (number.map { " (SQLite code \($0))." } ?? "."),
            remedy: "Leave the file as it is, and put the home back from a backup.")
    }

    static let searchNotOpen = Failure(
        .recordsUnknownSearch, "This search is not open: it never began or has already ended.",
        remedy: "Search again.")

    private static func fullDisk(_ number: Int32) -> Failure {
        Failure(
            .recordsDiskFull, "The disk is full (SQLite code \(number)); nothing was changed.",
            remedy: "Free some space in the home's file system, then run the same command again.")
    }
}
