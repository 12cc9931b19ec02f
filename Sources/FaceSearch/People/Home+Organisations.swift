import Foundation
public import Records
public import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// Every organisation, in order of name.
    /// - Throws: `role.missing`.
    public func organisations(as actor: Actor) throws -> [OrganisationRecord] {
        try look(as: actor, .manageOrganisations) { try $0.records.organisations() }
    }

    /// - Throws: `organisation.exists`, `account.unusable-name`, `role.missing`.
    public func createOrganisation(named name: String, as actor: Actor) async throws {
        try PlainName.check(name)
        try await act(as: actor, .manageOrganisations) { deed in
            let organisation = OrganisationRecord(ref: .random(), name: name, created: deed.now)
            try deed.records.add(organisation)
            try deed.tell(
                .organisationCreated, ["organisation": organisation.ref.rawValue], ["name": .string(name)])
        }
    }

    /// A suspension takes effect on the next action of everybody in it, and ends their sessions.
    /// - Throws: `organisation.unknown`, `account.last-administrator`, `role.missing`.
    public func setStanding(_ standing: Standing, ofOrganisation name: String, as actor: Actor) async throws {
        try await act(as: actor, .manageOrganisations) { deed in
            let organisation = try Self.organisation(name, deed.records)
            try deed.records.setStanding(standing, of: organisation.ref)
            try Self.checkAdministrators(deed.records)
            if standing == .suspended { try deed.records.endSessions(of: organisation.ref) }
            try deed.tell(
                standing == .active ? .organisationResumed : .organisationSuspended,
                ["organisation": organisation.ref.rawValue], ["name": .string(name)])
        }
    }

    static func organisation(_ name: String, _ records: RecordTransaction) throws -> OrganisationRecord {
        if let organisation = try records.organisation(named: name) { return organisation }
        throw Failure(
            .organisationUnknown, "There is no organisation of this name.",
            remedy: "`likeness organisation list` shows those that are.")
    }
}
