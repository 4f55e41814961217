"""Reads the catalogue at an address with rdflib and SPARQLWrapper; writes what it got, as N-Triples, into a folder."""

import sys

import rdflib
from SPARQLWrapper import CSV, JSON, N3, RDFXML, TURTLE, XML, SPARQLWrapper

address, folder = sys.argv[1:]
rdflib.NORMALIZE_LITERALS = False
everything = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def write(name, graph):
    graph.serialize(f"{folder}/{name}.nt", format="nt", encoding="utf-8")


for suffix, syntax in [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml")]:
    write(suffix, rdflib.Graph().parse(f"{address}/dumps/catalog.{suffix}", format=syntax))
for suffix, syntax in [("nq", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")]:
    dataset = rdflib.ConjunctiveGraph()
    dataset.parse(f"{address}/dumps/catalog.{suffix}", format=syntax)
    graph = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    write(suffix, graph)

endpoint = SPARQLWrapper(f"{address}/sparql")
endpoint.setQuery(everything)
endpoint.setReturnFormat(RDFXML)
write("construct-rdfxml", endpoint.queryAndConvert())
for form, syntax in [(TURTLE, "turtle"), (N3, "n3")]:
    endpoint.setReturnFormat(form)
    answer = endpoint.queryAndConvert()
    write(f"construct-{syntax}", rdflib.Graph().parse(data=answer, format="turtle"))
endpoint.setQuery(count)
endpoint.setMethod("POST")
endpoint.setReturnFormat(JSON)
print("json", endpoint.queryAndConvert()["results"]["bindings"][0]["n"]["value"])
endpoint.setReturnFormat(XML)
print("xml", endpoint.queryAndConvert().getElementsByTagName("literal")[0].firstChild.data)
endpoint.setReturnFormat(CSV)
print("csv", endpoint.queryAndConvert().decode().split()[1])
