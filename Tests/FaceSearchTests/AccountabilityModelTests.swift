import FaceSearch
import Foundation
import Records
import Rules
import TestStage
import TestSupport
import Testing
import Vocabulary

/// Random people do random things, thousands of them, beside a simple model of the rules that shares no code with them.
@Suite("No way leads to a candidate but through the rules and the log", .timeLimit(.minutes(20)))
struct AccountabilityModelTests {
    @Test(
        "what is done agrees with the model, and each list shown has its grant and its entries",
        arguments: [11, 12, 13])
    func randomActions(seed: UInt64) async throws {
        let world = try await World(seed: seed)
        for _ in 0..<2500 { try await world.step() }
        #expect(world.shown.count > 20, "too few searches to mean anything: \(world.shown.count)")
        #expect(world.refused > 200)
        let events = try world.stage.logged()
        for search in world.shown {
            let types = events.filter { $0.ids["search"]?.text == search }.map(\.type)
            #expect(types == ["search.started", "search.completed"])
        }
        #expect(events.count { $0.type == "search.completed" } == world.shown.count)
        #expect(events.count { $0.type == "search.refused" } == world.refused)
    }

    /// The home, and the model of it.
    final class World {
        struct Person {
            let actor: Actor
            let name: String
            let organisation: Int
            let first: Set<Role>
            var roles: Set<Role>
            var isActive = true
            var isLocked = false
        }

        struct Leave {
            let ref: AuthorisationRef
            let requester: Int
            let reference: String
            let collections: Set<Int>
            let purpose: String
            let searches: Int
            let expires: Date
            let deadline: Date?
            var used = 0
            /// As people would say it: asked, granted, over.
            var state: String
        }

        struct Access {
            let ref: GrantRef
            let collection: Int
            let organisation: Int
            let purpose: String
            let expires: Date
            var isRevoked = false
        }

        let stage: Stage
        var random: SeededRandom
        let organisations = ["main", "north"]
        /// Collection 0 is main's, 1 is north's.
        let collections = ["zero", "one"]
        var organisationIsActive = [true, true]
        var people: [Person] = []
        var leaves: [Leave] = []
        var accesses: [Access] = []
        /// By organisation: reference to whether it is open.
        var cases: [[String: Bool]] = [[:], [:]]
        var shown: [String] = []
        var refused = 0
        var numberOfCases = 0

        init(seed: UInt64) async throws {
            random = SeededRandom(seed)
            stage = try await Stage(.investigation)
            try await stage.home.createOrganisation(named: "north", as: stage.administrator)
            let cast: [(Set<Role>, Int)] = [
                ([.searcher], 0), ([.searcher, .approver], 0), ([.approver, .examiner], 0), ([.custodian], 0),
                ([.overseer], 0), ([.searcher, .custodian], 1), ([.approver], 1), ([.custodian], 1),
            ]
            for (index, (roles, organisation)) in cast.enumerated() {
                let name = "person\(index)"
                let actor = try await stage.person(name, roles, in: organisations[organisation])
                people.append(Person(actor: actor, name: name, organisation: organisation, first: roles, roles: roles))
            }
            try await stage.fill("zero", by: people[3].actor)
            try await stage.fill("one", by: people[7].actor)
        }

        func pick<Element>(_ elements: [Element]) -> Element { elements.randomElement(using: &random)! }
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

        func step() async throws {
            let person = Int.random(in: 0..<people.count, using: &random)
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<38: try await search(person)
            case 38..<50: try await request(person)
            case 50..<65: try await decide(person)
            case 65..<70: try await breakGlass(person)
            case 70..<74: try await revoke(person)
            case 74..<80: try await openOrCloseCase(person)
            case 80..<86: try await grantOrRevoke(person)
            case 86..<89: try await suspendOrResume(Bool.random(using: &random) ? suspended ?? person : person)
            case 89..<90: try await suspendOrResumeOrganisation()
            case 90..<92: try await changeRoles(person)
            case 92..<97: try await unlock(person)
            default: pass(hours: Double.random(in: 0..<20, using: &random))
            }
        }

        /// Somebody who is suspended, if anybody is.
        var suspended: Int? { people.indices.first { !people[$0].isActive } }

        // MARK: The model

        var now: Date { stage.clock.now }

        func mayAct(_ person: Int, _ role: Role) -> Bool {
            let somebody = people[person]
            guard somebody.isActive, organisationIsActive[somebody.organisation] else { return false }
            if role == .searcher, !somebody.roles.isDisjoint(with: [.overseer, .administrator]) { return false }
            return somebody.roles.contains(role)
        }

        func mayReach(_ collection: Int, from organisation: Int, for purpose: String) -> Bool {
            organisation == collection
                || accesses.contains {
                    $0.collection == collection && $0.organisation == organisation && $0.purpose == purpose
                        && !$0.isRevoked && now < $0.expires
                }
        }

        /// What time has ended.
        func tick() {
            for index in leaves.indices {
                if leaves[index].state == "asked", let deadline = leaves[index].deadline {
                    if now >= deadline { end(index) }
                } else if leaves[index].state != "over", now >= leaves[index].expires {
                    leaves[index].state = "over"
                }
            }
        }

        /// A break-glass that nobody confirmed.
        func end(_ index: Int) {
            leaves[index].state = "over"
            people[leaves[index].requester].isLocked = true
        }

        func check(_ failure: String?, _ isAllowed: Bool, _ what: @autoclosure () -> String) {
            #expect((failure == nil) == isAllowed, "\(what()): \(failure ?? "allowed")")
        }

        // MARK: What people do

        func search(_ person: Int) async throws {
            // Mostly on one that holds and by whom it was given to, so that some succeed.
            let holding = leaves.indices.filter { leaves[$0].state != "over" }
            let choice = chance(80) && !holding.isEmpty ? holding : Array(leaves.indices)
            guard let index = choice.randomElement(using: &random) else { return }
            let person = chance(75) ? leaves[index].requester : person
            let wanted = chance(70) ? leaves[index].collections : [chance(50) ? 0 : 1]
            let ref = chance(96) ? leaves[index].ref : nil
            tick()
            let leave = leaves[index]
            let isUsable = leave.state == "granted" || (leave.state == "asked" && leave.deadline != nil)
            let isAllowed =
                mayAct(person, .searcher) && !people[person].isLocked && ref != nil && leave.requester == person
                && isUsable && leave.used < leave.searches && now < leave.expires
                && wanted.isSubset(of: leave.collections)
                && cases[people[person].organisation][leave.reference] == true
                && wanted.allSatisfy { mayReach($0, from: people[person].organisation, for: leave.purpose) }
            var list: CandidateList?
            let failure = await stage.outcome {
                list = try await stage.search(
                    ref, in: wanted.map { collections[$0] }.sorted(), as: people[person].actor)
            }
            check(failure, isAllowed, "search by \(people[person].name) on \(leave)")
            guard let list else {
                refused += 1
                return
            }
            #expect(list.candidates.count == wanted.count && list.receipt.proof != nil)
            shown.append(list.search)
            leaves[index].used += 1
            if leaves[index].used == leave.searches, leave.state == "granted" { leaves[index].state = "over" }
        }

        func newLeave(_ person: Int) -> (draft: AuthorisationDraft, leave: (AuthorisationRef) -> Leave, isAllowed: Bool)
        {
            let open = cases[people[person].organisation].filter(\.value).keys.sorted()
            let known = chance(85) ? open.randomElement(using: &random) : nil
            let reference = known ?? "K\(Int.random(in: 0...numberOfCases, using: &random))"
            let wanted: Set<Int> =
                chance(30) ? [0, 1] : [chance(75) ? people[person].organisation : 1 - people[person].organisation]
            let purpose = chance(92) ? pick(["missing-person", "serious-crime"]) : "curiosity"
            let searches = chance(92) ? Int.random(in: 1...3, using: &random) : 21
            let days = chance(92) ? Int.random(in: 1...6, using: &random) : 31
            let draft = stage.draft(
                reference, in: wanted.map { collections[$0] }, purpose: purpose, searches: searches, days: days)
            let organisation = people[person].organisation
            let isAllowed =
                cases[organisation][reference] == true && purpose != "curiosity" && searches <= 20 && days <= 30
                && wanted.allSatisfy { mayReach($0, from: organisation, for: purpose) }
            let expires = now.addingTimeInterval(Double(days) * 86_400)
            return (
                draft,
                { ref in
                    Leave(
                        ref: ref, requester: person, reference: reference, collections: wanted, purpose: purpose,
                        searches: searches, expires: expires, deadline: nil, state: "asked")
                }, isAllowed
            )
        }

        func request(_ person: Int) async throws {
            tick()
            let (draft, leave, isAllowed) = newLeave(person)
            var made: AuthorisationRef?
            let failure = await stage.outcome {
                made = try await stage.home.requestAuthorisation(draft, as: people[person].actor).authorisation.ref
            }
            check(failure, isAllowed && mayAct(person, .searcher), "request by \(people[person].name)")
            if let made { leaves.append(leave(made)) }
        }

        func breakGlass(_ person: Int) async throws {
            tick()
            let (draft, leave, isAllowed) = newLeave(person)
            var made: AuthorisationRef?
            let failure = await stage.outcome {
                made = try await stage.home.breakGlass(
                    draft, reason: "It cannot wait until tomorrow.", as: people[person].actor
                ).authorisation.ref
            }
            let isWaiting = leaves.contains { $0.requester == person && $0.deadline != nil && $0.state == "asked" }
            check(
                failure, isAllowed && mayAct(person, .searcher) && !people[person].isLocked && !isWaiting,
                "break-glass by \(people[person].name)")
            guard let made else { return }
            let plain = leave(made)
            leaves.append(
                Leave(
                    ref: made, requester: person, reference: plain.reference, collections: plain.collections,
                    purpose: plain.purpose, searches: plain.searches, expires: plain.expires,
                    deadline: now.addingTimeInterval(48 * 3600), state: "asked"))
        }

        func decide(_ person: Int) async throws {
            guard let index = leaves.indices.suffix(6).randomElement(using: &random) else { return }
            let approves = chance(80)
            tick()
            let leave = leaves[index]
            let organisation = people[leave.requester].organisation
            var isAllowed =
                mayAct(person, .approver) && people[person].organisation == organisation && person != leave.requester
                && leave.state == "asked"
            if approves { isAllowed = isAllowed && cases[organisation][leave.reference] == true }
            let failure = await stage.outcome {
                if approves {
                    _ = try await stage.home.approve(leave.ref, reason: "", as: people[person].actor)
                } else {
                    _ = try await stage.home.refuse(leave.ref, reason: "", as: people[person].actor)
                }
            }
            check(failure, isAllowed, "\(approves ? "approve" : "refuse") by \(people[person].name) of \(leave)")
            guard failure == nil else { return }
            if approves {
                leaves[index].state = leave.used < leave.searches && now < leave.expires ? "granted" : "over"
            } else if leave.deadline != nil {
                end(index)
            } else {
                leaves[index].state = "over"
            }
        }

        func revoke(_ person: Int) async throws {
            guard let index = leaves.indices.randomElement(using: &random) else { return }
            tick()
            let leave = leaves[index]
            let isOwn = leave.requester == person
            let isAllowed =
                people[person].organisation == people[leave.requester].organisation
                && (mayAct(person, .approver) || (isOwn && mayAct(person, .searcher)))
                && (leave.state == "granted" || (leave.state == "asked" && leave.deadline == nil))
            let failure = await stage.outcome {
                _ = try await stage.home.revoke(leave.ref, reason: "", as: people[person].actor)
            }
            check(failure, isAllowed, "revoke by \(people[person].name) of \(leave)")
            if failure == nil { leaves[index].state = "over" }
        }

        func openOrCloseCase(_ person: Int) async throws {
            let organisation = people[person].organisation
            if chance(85) {
                let reference = "K\(chance(80) ? numberOfCases : Int.random(in: 0...numberOfCases, using: &random))"
                let failure = await stage.outcome {
                    _ = try await stage.home.openCase(reference, as: people[person].actor)
                }
                check(
                    failure, mayAct(person, .searcher) && cases[organisation][reference] == nil, "open \(reference)")
                guard failure == nil else { return }
                cases[organisation][reference] = true
                numberOfCases += 1
            } else if let reference = cases[organisation].keys.sorted().randomElement(using: &random) {
                let failure = await stage.outcome {
                    try await stage.home.closeCase(reference, as: people[person].actor)
                }
                check(
                    failure, mayAct(person, .searcher) || mayAct(person, .approver), "close \(reference)")
                if failure == nil { cases[organisation][reference] = false }
            }
        }

        func grantOrRevoke(_ person: Int) async throws {
            if chance(60) {
                let collection = Int.random(in: 0...1, using: &random)
                let purpose = pick(["missing-person", "serious-crime"])
                let receiver = 1 - collection
                var made: GrantRecord?
                let failure = await stage.outcome {
                    made = try await stage.home.grantAccess(
                        to: collections[collection], for: organisations[receiver], purposes: [purpose], days: 5,
                        as: people[person].actor)
                }
                check(
                    failure, mayAct(person, .custodian) && people[person].organisation == collection,
                    "grant by \(people[person].name)")
                guard let made else { return }
                accesses.append(
                    Access(
                        ref: made.ref, collection: collection, organisation: receiver, purpose: purpose,
                        expires: now.addingTimeInterval(5 * 86_400)))
            } else if let index = accesses.indices.randomElement(using: &random) {
                let failure = await stage.outcome {
                    try await stage.home.revokeGrant(accesses[index].ref, as: people[person].actor)
                }
                check(
                    failure, mayAct(person, .custodian) && people[person].organisation == accesses[index].collection,
                    "revoke a grant by \(people[person].name)")
                if failure == nil { accesses[index].isRevoked = true }
            }
        }

        func suspendOrResume(_ person: Int) async throws {
            let activates = !people[person].isActive
            try await stage.home.setStanding(
                activates ? .active : .suspended, ofAccount: people[person].name, as: stage.administrator)
            people[person].isActive = activates
        }

        func suspendOrResumeOrganisation() async throws {
            // Of north only: main has the only administrator.
            let activates = !organisationIsActive[1]
            try await stage.home.setStanding(
                activates ? .active : .suspended, ofOrganisation: "north", as: stage.administrator)
            organisationIsActive[1] = activates
        }

        func changeRoles(_ person: Int) async throws {
            // Half of the time back to what they began with, so that there is always somebody for each role.
            let roles = chance(50) ? people[person].first : Set(Role.allCases.filter { _ in chance(35) })
            let isConflict =
                roles.isEmpty || (roles.contains(.overseer) && roles.count > 1)
                || (roles.contains(.administrator) && !roles.subtracting([.administrator, .custodian]).isEmpty)
            let failure = await stage.outcome {
                try await stage.home.setRoles(roles, of: people[person].name, as: stage.administrator)
            }
            check(failure, !isConflict, "roles \(roles)")
            if failure == nil { people[person].roles = roles }
        }

        func unlock(_ person: Int) async throws {
            let locked = people.indices.filter { people[$0].isLocked }
            let other = locked.randomElement(using: &random) ?? Int.random(in: 0..<people.count, using: &random)
            tick()
            let isAllowed =
                mayAct(person, .approver) && person != other && people[other].isLocked
                && people[person].organisation == people[other].organisation
            let failure = await stage.outcome {
                try await stage.home.unlock(people[other].name, reason: "", as: people[person].actor)
            }
            check(failure, isAllowed, "unlock \(people[other].name) by \(people[person].name)")
            if failure == nil { people[other].isLocked = false }
        }

        func pass(hours: Double) { stage.clock.move((hours * 3600).rounded()) }
    }
}
