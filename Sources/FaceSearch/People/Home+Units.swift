public import Records
import Rules
import TransparencyLog
import Vocabulary

/// Parts of organisations, by which use is counted.
extension Home {
    /// Each organisation's, in order of name.
    /// - Throws: `organisation.unknown`, `role.missing`.
    public func units(of organisation: String, as actor: Actor) throws -> [UnitRecord] {
        try look(as: actor, .manageOrganisations) { deed in
            try deed.records.units(of: Self.organisation(organisation, deed.records).ref)
        }
    }

    /// - Throws: `unit.exists`, `account.unusable-name`, `organisation.unknown`, `role.missing`.
    public func createUnit(named name: String, in organisation: String, as actor: Actor) async throws {
        try PlainName.check(name)
        try await act(as: actor, .manageOrganisations) { deed in
            let owner = try Self.organisation(organisation, deed.records)
            let unit = UnitRecord(
                ref: PseudonymousID.random().text, organisation: owner.ref, name: name, created: deed.now)
            try deed.records.add(unit)
            try deed.tell(
                .unitCreated, ["unit": unit.ref, "organisation": owner.ref.rawValue], ["name": .string(name)])
        }
    }

    /// The unit that an account belongs to; nil: none.
    /// - Throws: `account.unknown`, `role.missing`.
    public func unit(ofAccount name: String, as actor: Actor) throws -> UnitRecord? {
        try look(as: actor, .manageAccounts) { deed in
            try deed.records.unit(of: Self.account(name, deed.records).ref)
        }
    }

    /// From now on what the account does is counted for this unit.
    /// - Parameter unit: by name, of the account's organisation; nil: none.
    /// - Throws: `account.unknown`, `unit.unknown`, `role.missing`.
    public func assignAccount(_ name: String, toUnit unit: String?, as actor: Actor) async throws {
        try await act(as: actor, .manageAccounts) { deed in
            let account = try Self.account(name, deed.records)
            let known = try unit.map { unit in
                guard let known = try deed.records.units(of: account.organisation).first(where: { $0.name == unit })
                else { throw Self.unknownUnit }
                return known
            }
            try deed.records.setUnit(known?.ref, of: account.ref)
            var ids = ["subject": account.ref.rawValue]
            ids["unit"] = known?.ref
            try deed.tell(.accountAssigned, ids, ["subject": .string(account.name)])
        }
    }

    private static let unknownUnit = Failure(
        .unitUnknown, "The account's organisation has no unit of this name.",
        remedy: "`likeness unit list` shows those that are; `likeness unit create` makes one.")
}
