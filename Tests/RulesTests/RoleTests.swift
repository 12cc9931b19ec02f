import Rules
import Testing
import Vocabulary

@Suite("Roles and duties")
struct RoleTests {
    /// Every set of roles.
    static let sets: [Set<Role>] = (0..<(1 << Role.allCases.count)).map { bits in
        Set(Role.allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element))
    }

    @Test("of all sets of roles, those stand in which administrators and overseers do nothing with faces")
    func separation() {
        for roles in Self.sets {
            let expected: Failure.Code? =
                if roles.isEmpty {
                    .accountWithoutRole
                } else if roles.contains(.overseer), roles.count > 1 {
                    .accountRolesConflict
                } else if roles.contains(.administrator), !roles.isSubset(of: [.administrator, .custodian]) {
                    .accountRolesConflict
                } else {
                    nil
                }
            #expect(code { try Role.check(roles) } == expected, "\(roles)")
        }
    }

    /// Which single roles do what: s searcher, a approver, e examiner, c custodian, o overseer, A administrator.
    static let table: [Duty: String] = [
        .manageAccounts: "A", .manageOrganisations: "A", .changePolicy: "A", .acceptClock: "A",
        .manageCollections: "c", .grantCollections: "c", .index: "c", .sealPerson: "c", .erase: "c",
        .runRetention: "cA",
        .requestAuthorisation: "s", .search: "s", .breakGlass: "s",
        .decideAuthorisation: "a", .revokeAuthorisation: "a", .unlockSearcher: "a",
        .openCase: "s", .closeCase: "sa", .recordOutcome: "s", .exportCase: "sa",
        .seeCases: "sae", .giveBackAuthorisation: "sa",
        .review: "e",
        .requestReview: "s",
        .seeCollections: "csa",
        .readUsage: "o", .readLog: "o",
        .decideSignal: "o", .lookBehindSignal: "o", .publishReport: "o", .exportEvidence: "o",
        .answerRequest: "c",
    ]
    static let letters: [Role: Character] = [
        .searcher: "s", .approver: "a", .examiner: "e", .custodian: "c", .overseer: "o", .administrator: "A",
    ]

    @Test("each duty is done by the roles of the table, and by no other", arguments: Duty.allCases)
    func duties(duty: Duty) throws {
        let may = try #require(Self.table[duty])
        for role in Role.allCases {
            let expected: Failure.Code? = may.contains(try #require(Self.letters[role])) ? nil : .roleMissing
            #expect(code { try duty.check(held: [role]) } == expected, "\(role)")
        }
        #expect(code { try duty.check(held: []) } == .roleMissing)
    }

    @Test(
        "a household's owner oversees themselves, and may do nothing else beyond their roles", arguments: Duty.allCases)
    func owners(duty: Duty) {
        let overseeing: Set<Duty> = [.readUsage, .readLog, .decideSignal, .publishReport, .exportEvidence]
        let held: Set<Role> = [.searcher, .examiner, .custodian]
        let isTheirs = code { try duty.check(held: held) } == nil
        #expect((code { try duty.check(held: held, in: .household) } == nil) == (isTheirs || overseeing.contains(duty)))
        for profile in [Profile.archive, .investigation] {
            #expect((code { try duty.check(held: held, in: profile) } == nil) == isTheirs)
        }
    }

    @Test("whoever holds administrator or overseer meets no face, whatever else is recorded of them")
    func damaged() {
        let withFaces: [Duty] = [
            .requestAuthorisation, .search, .breakGlass, .review, .exportCase, .decideAuthorisation, .recordOutcome,
            .seeCases,
        ]
        for held in Self.sets where held.contains(.administrator) || held.contains(.overseer) {
            for duty in withFaces { #expect(code { try duty.check(held: held) } == .roleMissing, "\(duty) \(held)") }
        }
    }

    @Test("an overseer of a damaged set still oversees, and does nothing else")
    func damagedOverseer() {
        for held in Self.sets where held.isSuperset(of: [.overseer, .searcher]) {
            let allowed = Duty.allCases.filter { duty in code { try duty.check(held: held) } == nil }
            let overseeing: Set<Duty> = [
                .readUsage, .readLog, .decideSignal, .lookBehindSignal, .publishReport, .exportEvidence,
            ]
            #expect(Set(allowed).isSubset(of: overseeing), "\(held)")
            #expect(allowed.isEmpty == held.contains(.administrator), "\(held)")
        }
    }

    @Test("in every set that stands, roles add up: a duty is done when one of them does it")
    func adding() {
        for held in Self.sets where code({ try Role.check(held) }) == nil {
            for duty in Duty.allCases {
                #expect(
                    (code { try duty.check(held: held) } == nil) == !duty.roles.isDisjoint(with: held),
                    "\(duty) \(held)")
            }
        }
    }

    @Test("every duty has somebody who may do it")
    func possible() {
        #expect(Duty.allCases.allSatisfy { !$0.roles.isEmpty })
    }

    @Test(
        "the last active administrator stays",
        arguments: [(-1, false), (0, false), (1, true), (7, true)])
    func lastAdministrator(remaining: Int, allowed: Bool) {
        #expect(
            code { try Role.checkAdministrators(remaining: remaining) } == (allowed ? nil : .accountLastAdministrator))
    }

    @Test(
        "nothing is done from a suspended account, nor from any account of a suspended organisation",
        arguments: [
            (Standing.active, Standing.active, nil), (.suspended, .active, Failure.Code.accountSuspended),
            (.active, .suspended, .organisationSuspended), (.suspended, .suspended, .organisationSuspended),
        ] as [(Standing, Standing, Failure.Code?)])
    func standing(account: Standing, organisation: Standing, expected: Failure.Code?) {
        #expect(code { try Standing.check(account: account, organisation: organisation) } == expected)
    }
}
