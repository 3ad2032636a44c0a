"""TF-IDF over characters and average linkage, with scikit-learn: articles as JSON Lines on stdin."""

import json
import sys

from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

articles = [json.loads(line) for line in sys.stdin]
texts = [a["headline"] + " " + a.get("articleBody", "")[:2000] for a in articles]
vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, max_features=100_000).fit_transform(texts)
distances = 1 - (vectors @ vectors.T).toarray()
model = AgglomerativeClustering(
    n_clusters=None, metric="precomputed", linkage="average", distance_threshold=float(sys.argv[1])
)
for article, label in zip(articles, model.fit_predict(distances)):
    print(article["id"], label, sep="\t")
