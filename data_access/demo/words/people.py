"""First and last names by country, common ones put together at random: nobody in particular."""

COUNTRIES = {
    "Netherlands": (
        "Sanne Daan Lotte Bram Femke Joost Maaike Thijs Anouk Ruben Noor Jeroen Fleur Wouter Esmee Gijs Hilde Koen",
        "de Vries|Bakker|Visser|Smit|Mulder|Bos|Dekker|Hendriks|Kok|Peters|van Leeuwen|Kuiper|Postma|"
        "Brouwer|Veenstra|"
        "van Dijk|Willems|Hoekstra|Verhoeven|Koster|Prins|Schouten",
    ),
    "Finland": (
        "Aino Eero Helmi Juhani Kaisa Lauri Mikko Noora Oskari Pirjo Saara Tuomas Venla Ville Elina Antti Riikka Jari",
        "Korhonen|Virtanen|Nieminen|Laine|Heikkinen|Koskinen|Salonen|Lehtinen|Rantanen|Karjalainen|"
        "Hiltunen|Ojala|Turunen|"
        "Peltonen|Aaltonen|Kinnunen|Savolainen|Hakala",
    ),
    "Ireland": (
        "Aoife Cian Niamh Oisin Ciara Eoin Sinead Declan Orla Fergal Roisin Padraig Maeve Colm Grainne "
        "Brendan Deirdre Shane",
        "Murphy|Byrne|Walsh|Doyle|McCarthy|Gallagher|Doherty|Kennedy|Lynch|Quinn|Moran|Nolan|Dunne|"
        "Burke|Flynn|Keane|Sheehan|"
        "Brady|Foley|Healy|Tierney|Hogan",
    ),
    "Belgium": (
        "Elise Lucas Camille Maxime Manon Bart Lien Stijn Axelle Jef Amandine Pieter Joke Simon Margaux "
        "Wim Tine Olivier",
        "Peeters|Janssens|Maes|Jacobs|Mertens|Willems|Claes|Goossens|Wouters|Dubois|Lambert|Dupont|"
        "Martens|Renard|Lemaire|"
        "Vermeulen|Michiels|Collard",
    ),
    "Germany": (
        "Katrin Jonas Lena Sven Heike Tobias Mareike Jan Ayse Matthias Birgit Emre Jule Holger Silke Lukas Annika Uwe",
        "Schneider|Fischer|Weber|Becker|Hoffmann|Koch|Richter|Klein|Wolf|Neumann|Krause|Lehmann|Vogt|"
        "Yilmaz|Brandt|Haas|"
        "Kaya|Seidel|Winkler|Lorenz|Busch|Engel",
    ),
    "Luxembourg": (
        "Claude Mathilde Marc Josiane Paul Carole Romain Tania Gilles Nathalie Pol Martine Guy Sandrine Fabio Ines",
        "Schmit|Muller|Weber|Wagner|Hoffmann|Thill|Reuter|Kieffer|Da Silva|Ferreira|Klein|Faber|Welter|"
        "Becker|Kremer|Majerus",
    ),
    "Spain": (
        "Lucia Javier Marta Pablo Carmen Diego Elena Raul Nuria Sergio Pilar Ivan Rocio Alvaro Ines Hugo Beatriz Jordi",
        "Garcia|Martinez|Lopez|Sanchez|Perez|Gomez|Ruiz|Moreno|Jimenez|Navarro|Romero|Torres|Vidal|"
        "Serrano|Molina|Ortega|"
        "Castro|Iglesias|Campos|Prieto",
    ),
    "Italy": (
        "Giulia Matteo Chiara Luca Francesca Andrea Sara Davide Elisa Marco Valentina Paolo Silvia "
        "Stefano Marta Nicola",
        "Rossi|Bianchi|Russo|Ferrari|Romano|Gallo|Conti|Bruno|Rizzo|Greco|Lombardi|Moretti|Barbieri|"
        "Fontana|Caruso|Mariani|"
        "Villa|Serra|Ferri|Longo",
    ),
    "Portugal": (
        "Ana Tiago Joana Rui Mariana Nuno Catarina Bruno Rita Miguel Sofia Pedro Teresa Hugo Filipa Vasco",
        "Silva|Santos|Ferreira|Pereira|Oliveira|Costa|Rodrigues|Martins|Sousa|Lopes|Marques|Almeida|"
        "Ribeiro|Pinto|Carvalho|"
        "Teixeira|Moreira|Correia",
    ),
    "Austria": (
        "Magdalena Florian Theresa Stefan Verena Michael Katharina Georg Johanna Markus Barbara Clemens "
        "Eva Wolfgang Sabine",
        "Gruber|Huber|Bauer|Wagner|Pichler|Steiner|Moser|Mayer|Hofer|Leitner|Berger|Fuchs|Eder|Schmid|"
        "Winkler|Weber|Lang|Auer",
    ),
    "Slovakia": (
        "Zuzana Martin Katarina Peter Lucia Tomas Jana Marek Eva Juraj Monika Michal Veronika Jozef Lenka Pavol",
        "Horvath|Kovac|Varga|Toth|Nagy|Balaz|Molnar|Szabo|Lukac|Novak|Polak|Hudak|Gajdos|Oravec|Kral|Urban",
    ),
    "elsewhere": (
        "Priya Ahmed Mei Oluwaseun Fatima Kenji Amara Andrei Leila Mateus Nadia Viktor Thandi Omar Ewa "
        "Samir Linh Goran Yara "
        "Kwame Dana Arjun Ioana Hassan Chloe Tom Grace Ben",
        "Sharma|Rahman|Chen|Okafor|Haddad|Tanaka|Mensah|Popescu|Karimi|Nguyen|Kowalska|Petrov|Dlamini|"
        "Ali|Nowak|Diallo|Tran|"
        "Ivanov|Khan|Boateng|Levi|Patel|Ionescu|Aydin|Taylor|Clarke|Hughes|Reid",
    ),
}

NAMES = {country: (tuple(first.split()), tuple(last.split("|"))) for country, (first, last) in COUNTRIES.items()}

AGENTS = tuple("Nadia Tom Priya Jonas Marieke Sam Ingrid Pavel Aisha Leon Carla Finn Dorota Hugo Yasmin Karl".split())
