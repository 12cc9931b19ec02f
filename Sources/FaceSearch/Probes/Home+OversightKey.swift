import Foundation
import Records
import Secrets
import Vocabulary

extension Home {
    /// The half of the oversight key that closes boxes, from the records: no secret. A home from before there was one gets a
    /// pair now.
    /// - Throws: `oversight.key-unusable`.
    func sealingKey() throws -> SealingKey {
        if let bytes = try records.look({ try $0.oversightKey() }) { return try Self.sealingKey(stored: bytes) }
        let made = try OversightKeyFile(home: directory).readOrMake()
        let bytes = try records.transaction { records -> [UInt8] in
            // Another process may have been first.
            if let known = try records.oversightKey() { return known }
            try records.setOversightKey(made.bytes, at: self.clock())
            return made.bytes
        }
        return try Self.sealingKey(stored: bytes)
    }

    private static func sealingKey(stored bytes: [UInt8]) throws -> SealingKey {
        guard let key = SealingKey(stored: bytes) else { throw OversightKeyFile.unusable }
        return key
    }

    /// The half that opens them.
    /// - Throws: `oversight.key-missing`, `oversight.key-unusable`: also when it is not the one that this home's boxes were
    ///   closed for.
    func openingKey() throws -> OpeningKey {
        let key = try OversightKeyFile(home: directory).read()
        guard try records.look({ try $0.oversightKey() }) == key.sealingKey.bytes else {
            throw OversightKeyFile.unusable
        }
        return key
    }

    /// How the oversight key is kept.
    public enum OversightKeyCondition: Sendable {
        /// It is here and opens what is sealed.
        case here
        /// It is kept elsewhere: probes are not compared on this machine.
        case elsewhere
        /// There is none yet: the first search whose probe's template is kept makes one.
        case notYet
    }

    /// For a health report.
    /// - Throws: `oversight.key-unusable`.
    public func examineOversightKey() throws -> OversightKeyCondition {
        guard try records.look({ try $0.oversightKey() }) != nil else { return .notYet }
        do {
            _ = try openingKey()
            return .here
        } catch let failure as Failure where failure.code == .oversightKeyMissing {
            return .elsewhere
        }
    }
}
