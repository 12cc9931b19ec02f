"""People with tokens in two organisations, and photos in a collection: for tests of the API."""

import time

from programs import Person

NOBODY = "0" * 32


def staff(server, team):
    """The administrator, and whoever a role is given for; whose name begins with `other-` are of another organisation."""
    ada = Person(server, "admin", server.first.split("code=")[1])
    own = ada.get("/me")["organisation"]["id"]
    other = ada.post("/organisations", {"name": "Harbour Museum"}, 201)["id"]
    people = {"ada": ada}
    for name, role in team.items():
        organisation = other if name.startswith("other-") else own
        account = ada.post("/accounts", {"name": name, "organisation": organisation, "roles": [role]}, 201)
        people[name] = Person(server, name, account["code"])
        people[name].id = account["account"]["id"]
    return people


def collection(cas, name, index=True):
    made = cas.post("/collections", {"name": name, "controller": "Valley Archive", "lawfulBasis": "Legitimate interest",
                                     "source": "Prints", "retentionDays": 3650}, 201)
    if index:
        cas.post(f"/collections/{made['id']}/index", {"root": 0}, 202)
        while (run := cas.get(f"/collections/{made['id']}/index"))["state"] == "running":
            time.sleep(0.3)
        assert run["state"] == "done" and run["report"]["enrolledPhotos"] > 5, run
    return made


def closed_to(people, calls):
    """Each of these is refused to each of these people, by their role, whatever they name."""
    for person in people:
        for method, path in calls:
            body = {} if method == "GET" else {"json": {}}
            refusal = person.ask(method, path, 403, **body)
            assert refusal["code"] == "role.missing", (person.name, method, path, refusal)
